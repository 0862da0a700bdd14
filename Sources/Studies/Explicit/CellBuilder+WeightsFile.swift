import Arrays
import Catalog
import Interchange
import Planning
import Recurrence
import SequenceTasks

extension CellBuilder {
  /// The network in the file that `network.weights.file` names; `nil` where it is none, which is then among the errors.
  ///
  /// In the cell's identity the digest of its parameters stands in the place of all keys of `network.weights`.
  mutating func networkOfFile(
    _ configuration: NetworkConfiguration, readout: WeightsQuery.Readout, of task: (any SequenceTask)? = nil
  ) -> FoundNetwork? {
    let values = Settings(settings)["network"]["weights"]
    let key = "network.weights.file"
    let blocks = experiment.catalogs.cellNames { $0.biased.map(\.name) }.map(\.name) + ["skip"]
    let others = values.values.keys.filter { blocks.contains($0) }.sorted()
    for other in others {
      fail(
        "network.weights.\(other)", "is given beside a file, which has all weights; leave one of the two out")
    }
    for name in ["w", "b"] where isGiven("network.readout.\(name)") {
      fail("network.readout.\(name)", "is given beside a file, which has the read-out too; leave it out")
    }
    guard others.isEmpty, let name = values.optionalText("file"), let bytes = file(name, at: key) else {
      return nil
    }
    do {
      let query = WeightsQuery(configuration, readout: readout, values, of: task)
      let found = try FoundNetwork(Safetensors(bytes, file: name), query)
      resolve("network", "weights", .map(["parameters": .text("sha256:\(found.digest)")]))
      return found
    } catch let error as WeightsProblems {
      for problem in error.problems { fail("network.\(problem.key)", "\(name): \(problem.message)") }
    } catch { fail(key, "\(error)") }
    return nil
  }
}

extension WeightsQuery {
  /// What a section of the file says of the names in a file of weights.
  init(
    _ configuration: NetworkConfiguration, readout: Readout, _ values: Settings,
    of task: (any SequenceTask)? = nil
  ) {
    self.init(
      configuration, readout: readout, layout: values.optionalText("layout"),
      prefix: values.optionalText("prefix"), layers: values.optionalTexts("layers"),
      embeddingName: values.optionalText("embedding"),
      readoutName: values.optionalText("readout"))
    for assumption in task?.assumptions ?? [] {
      assumptions[assumption.name] = (NetworkWords.digest(of: assumption.texts), assumption.refusal)
    }
  }
}
