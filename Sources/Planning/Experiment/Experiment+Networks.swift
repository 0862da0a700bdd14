/// What a study needs of an experiment beyond its cells, such as to find the networks that it reads.
extension Experiment {
  /// The text of a scalar in the file; `nil` where there is none.
  package func text(at path: String) -> String? {
    if case .scalar(let text, _)? = root.node(at: path)?.content { text } else { nil }
  }

  /// The keys that the file has in a section, dotted below it: `hidden`, `readout.activation`.
  package func keys(of section: String) -> [String] {
    func keys(_ node: ConfigNode?, _ path: String) -> [String] {
      guard let node, node.isMapping else { return path.isEmpty ? [] : [path] }
      return node.entries.flatMap { keys($0.value, ConfigReader.join(path, $0.key)) }
    }
    return keys(root.node(at: section), "")
  }

  /// A mistake at a key of the file.
  package func failure(at path: String, _ message: String, isMissing: Bool = false) -> ExperimentErrors {
    ExperimentErrors(
      ExperimentError(
        root.node(at: path)?.position ?? root.position, path, message,
        reason: isMissing ? .missingInput : .invalid))
  }
}
