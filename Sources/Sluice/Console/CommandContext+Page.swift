import Glibc
import Pages
import Planning
import Running
import Studies

extension CommandContext {
  /// The page of a results folder.
  ///
  /// - Parameters:
  ///   - folder: the results folder, whose copy of the experiment is shown where it has one.
  ///   - tables: where the tables lie, if not there.
  /// - Throws: `ResultsFolder.Empty`, what reading tables throws.
  func page(of folder: String, tables: String? = nil) throws -> Page {
    guard Files.isFolder(folder) else {
      throw InputError(error: IOError(.read, folder, code: ENOENT))
    }
    let results = try ResultsFolder(tables ?? folder, experiment: keptExperiment(in: folder))
    return try Page(results, sections: sections)
  }

  /// The laws of an experiment's gate policies; none of an experiment without cells, or whose data cannot be read any more.
  private func laws(of given: GivenExperiment) -> [PolicyLaw] {
    guard given.experiment.study is any SweptStudy.Type,
      let plan = try? given.reading({
        try ExperimentPlan(given.experiment, files: $0, numerics: given.numerics)
      })
    else { return [] }
    return PolicyLaw.laws(of: plan)
  }

  /// What a folder keeps of its experiment; `nil` of a deposit that has tables alone, and where this program lacks its kinds.
  private func keptExperiment(in folder: String) throws -> KeptExperiment? {
    let given: GivenExperiment
    do { given = try experiment(inResults: folder) } catch let error as PlanFolder.Missing
      where !error.isDamaged
    {
      return nil
    } catch is MissingKinds { return nil }
    let (experiment, plan) = (given.experiment, try PlanFolder(folder).plan())
    return KeptExperiment(
      kind: experiment.kind, question: experiment.question,
      text: String(decoding: experiment.file.bytes, as: UTF8.self), overrides: given.overrides,
      settings: plan.settings.map { ($0.key, $0.value) }, laws: laws(of: given),
      citation: FolderCitation(lasting: experiment, version: SluiceVersion.current, plan: plan).report)
  }
}
