public import Catalog
package import DataReading
import Estimation
import Gating
package import RandomStreams
import Recurrence
public import SequenceTasks
package import Sequences

/// Makes a cell's specification from checked settings, and finds what is wrong in their combination.
public struct CellBuilder {
  /// The experiment.
  public let experiment: Experiment
  /// The tasks; `nil` for experiments without one.
  let tasks: TaskCache?
  /// The tree with the cell's values in place, for positions.
  package let root: ConfigNode
  /// The version of the numerics that ids are made for.
  let numerics: String
  /// The networks that are read in place of making them; `nil` where none are.
  public let networks: ReadNetworks.Cell?
  /// Everything found wrong so far.
  package private(set) var errors: [ExperimentError] = []
  /// What is minimized, once the network is known; `nil` where nothing is.
  package internal(set) var loss: KindSpecification<any Loss>?
  /// The cell's settings, with everything resolved so far.
  public package(set) var settings: [String: ParameterValue]

  init(
    _ experiment: Experiment, _ tasks: TaskCache?, _ root: ConfigNode, settings: [String: ParameterValue],
    numerics: String = NumericsVersion.current, networks: ReadNetworks.Cell? = nil
  ) {
    self.networks = networks
    self.experiment = experiment
    self.numerics = numerics
    self.tasks = tasks
    self.root = root
    self.settings = settings
  }

  /// A builder of the parts of an experiment without cells, which reads files where there is a reader.
  package init(_ experiment: Experiment, settings: [String: ParameterValue], files: FileReader? = nil) {
    self.init(experiment, files.map { TaskCache($0) }, experiment.root, settings: settings)
  }

  /// The files that have been read so far, sorted by path.
  package var filesRead: [DataFile] { tasks?.files.all ?? [] }

  /// The specification, its memory and its identity, or `nil` with ``errors``.
  mutating func build(_ study: any SweptStudy.Type, _ texts: inout IdentityTexts) -> (
    CellSpecification, RunMemory, RunIdentity
  )? {
    guard let kind = cell() else { return nil }
    let gates = self.gates(kind, Settings(settings)["network"].variant)
    guard let source = study.source(&self), let named = namedLoss(), let task = task(source, for: named.loss),
      let network = network(task.value, kind, named: named.loss)
    else { return nil }
    let classWeights = classWeights(task.value)
    guard let work = study.init(&self, task.value, network), let gates else { return nil }
    let all = Settings(settings)
    guard let seed = UInt64(all.text("seed")), let generator = generator() else { return nil }
    let cell = CellSpecification(
      seed: seed, generator: generator,
      precision: work.precision ?? all.optionalText("precision").flatMap(Precision.init) ?? .float32,
      task: task, network: network, loss: loss, classWeights: classWeights, gates: gates,
      noise: NoiseSpecification(all["noise"]),
      study: work, ownKinds: ownKinds)
    // Before anything is measured or filled that has room for no more.
    checkAddresses(cell)
    guard errors.isEmpty else { return nil }
    let memory = checkedMemory(cell)
    // What kinds of another program go with was checked by that program, and stand-ins know nothing of it.
    if cell.missingKinds(experiment.catalogs).isEmpty {
      checkPenalty(cell)
      checkGradient(cell)
      if errors.isEmpty { work.check(cell, &self) }
    }
    guard errors.isEmpty else { return nil }
    let sources = (networks?.files.indices ?? 0..<0).compactMap { work.source(ofReplicate: $0) }
    let members = texts.members(settings, experiment.format, replacing: identifying(task))
    return (cell, memory, RunIdentity(members, numerics: numerics, sources: sources))
  }

  /// The generator, where it has streams enough for every replicate.
  package mutating func generator() -> Generator? {
    guard let generator = try? Generator(named: Settings(settings).text("generator")) else {
      preconditionFailure("the generator's name has been checked")
    }
    guard experiment.replicates <= generator.maximumReplicates else {
      fail(
        "generator",
        "\(generator.name) keeps too little of its seed: it has streams for \(generator.maximumReplicates) "
          + "replicates, and there are \(experiment.replicates); \(Generator.philox.name) has them for all")
      return nil
    }
    return generator
  }

  /// Whether the file, with the cell's values in place, has a key.
  public func isGiven(_ path: String) -> Bool { root.node(at: path) != nil }

  /// Whether anything was found wrong.
  public var hasErrors: Bool { !errors.isEmpty }

  /// Takes over what was found wrong elsewhere.
  package mutating func take(_ found: [ExperimentError]) { errors += found }

  /// Notes what is wrong at a dotted path of the file.
  public mutating func fail(_ path: String, _ message: String) {
    let place = place(of: path)
    errors.append(ExperimentError(place.position, place.path, message))
  }

  /// The place of a path in the file: its key, or the nearest map above it that is there.
  func place(of path: String) -> (position: SourcePosition, path: String) {
    var parts = path.split(separator: ".")
    while !parts.isEmpty {
      if let node = root.node(at: parts) {
        let isWhole = parts.joined(separator: ".") == path
        return (node.position, isWhole ? node.path ?? path : path)
      }
      parts.removeLast()
    }
    return (root.position, path)
  }

  /// Writes down what a key of a section stands for where the file leaves that to Sluice, as a part of the cell's identity.
  public mutating func resolve(_ section: String, _ key: String, _ value: ParameterValue?) {
    var values = Settings(settings)[section].values
    values[key] = value
    settings[section] = .map(values)
  }

  // MARK: Parts

  /// A penalty needs a gate that can close.
  private mutating func checkPenalty(_ cell: CellSpecification) {
    guard cell.study.penalty != nil else { return }
    if cell.configuration.skips {
      fail(
        "training.gate_penalty",
        "is for networks that take every step, and by network.skip some are skipped; leave it out, or take a budget of the skip rule"
      )
    }
    guard !GatePenalty.applies(to: cell.gates.assignment(update: 0, epoch: 0), in: cell.configuration) else {
      return
    }
    let policies = experiment.catalogs.policies
    let kinds = policies.kinds.filter { (try? policies.make($0)) is any PenalizedGatePolicy }
    fail(
      "training.gate_penalty",
      "penalizes the probability that a gate is not exactly 0, and no gate here can be; only "
        + "\(kinds.joined(separator: " and ")) can")
  }

  /// Finds gradient rules that would be wrong in this cell.
  private mutating func checkGradient(_ cell: CellSpecification) {
    let setting = EstimationSetting(
      cell.configuration, gates: cell.gates.assignment(update: 0, epoch: 0), sharing: cell.noise.sharing,
      scope: cell.noise.scope, steps: cell.task.value.maximumSteps)
    guard let reason = cell.gates.gradient.value.refusal(setting) else { return }
    fail("training.gradient", "\(cell.gates.gradient.kind) is refused here: \(reason)")
  }

  /// The task of the file, read once for all cells.
  ///
  /// - Returns: `nil` where it cannot be made, which is then among the errors.
  public mutating func task() -> KindSpecification<any SequenceTask>? {
    let values = Settings(settings)["task"]
    guard let tasks else { preconditionFailure("only experiments with a task have cells") }
    // A seed that is none is found elsewhere.
    let seed = UInt64(Settings(settings).text("seed")) ?? 0
    switch tasks.task(values, seed: seed, catalog: experiment.catalogs.tasks) {
    case .success(let task): return task
    case .failure(let problem):
      let file = root.node(at: "task")?.entries.first { $0.value.found == problem.file }?.key
      let path = problem.parameter.map { "task.\($0)" } ?? file.map { "task.\($0)" } ?? "task"
      let place = place(of: path)
      var message = problem.message
      if problem.isMissing, let file, let kind = values.optionalText("kind"),
        let summary = experiment.catalogs.tasks[kind]?.description.parameter(named: file)?.summary
      {
        message += "; expected " + summary.prefix(1).lowercased() + summary.dropFirst().dropLast()
      }
      errors.append(
        ExperimentError(
          place.position, place.path, message, reason: problem.isMissing ? .missingInput : .invalid))
      return nil
    }
  }

  mutating func failed(_ path: String, _ error: ParameterError) {
    switch error {
    case .notAdmissible(let name, let found, let allowed):
      fail("\(path).\(name)", "found \(found); expected \(allowed)")
    case .missing(let name, _, let allowed): fail("\(path).\(name)", "is missing; expected \(allowed)")
    case .unknown, .conflict: fail(path, error.description)
    }
  }

  /// Makes what a kind and its settings stand for.
  public mutating func make<Value>(_ path: String, _ values: Settings, from table: KindTable<Value>)
    -> KindSpecification<Value>?
  {
    checked(path) {
      try table.row(named: values.text("kind")).specification(values.parameters())
    }
  }

  /// Makes what a kind and its settings stand for, where numbers may follow schedules.
  public mutating func schedule<Value>(_ path: String, _ values: Settings, from table: KindTable<Value>)
    -> ScheduledKind<Value>?
  {
    let schedules = experiment.catalogs.schedules
    return checked(path) {
      try table.scheduled(values.text("kind"), values.parameters(), among: schedules)
    }
  }

  /// What `make` makes; `nil` where it fails, which is then among the errors.
  private mutating func checked<Result>(_ path: String, _ make: () throws -> Result) -> Result? {
    do {
      return try make()
    } catch let error as ParameterError {
      failed(path, error)
    } catch {
      fail(path, "\(error)")
    }
    return nil
  }

  /// The memory that a run takes, which may be too much.
  private mutating func checkedMemory(_ cell: CellSpecification) -> RunMemory {
    let memory = RunMemory(cell)
    if memory.bytes > Double(ExperimentFormat.Limit.bytes) { refuse(memory, cell) }
    return memory
  }

  private mutating func refuse(_ memory: RunMemory, _ cell: CellSpecification) {
    if let embedding = cell.configuration.embedding {
      let table = RunMemory.parameters * Double(memory.width) * Double(embedding.symbols * embedding.width)
      if table > memory.bytes / 2 {
        return fail(
          "network.embedding",
          "with \(embedding.symbols) symbols a run needs about \(memory.text) of memory; the limit is "
            + RunMemory.text(Double(ExperimentFormat.Limit.bytes)))
      }
    }
    fail(
      "network.hidden",
      "with \(cell.network.layers) layers, batches of \(memory.rows) and \(cell.task.value.maximumSteps) steps a run needs "
        + "about \(memory.text) of memory; the limit is \(RunMemory.text(Double(ExperimentFormat.Limit.bytes)))"
    )
  }

  // MARK: Identity

  /// The kinds that are not part of Sluice and are named anywhere in the settings.
  private var ownKinds: [NamedKind] {
    let own = experiment.catalogs.ownKinds
    guard !own.isEmpty else { return [] }
    let study = NamedKind(subject: StudyCatalog.subject, description: experiment.study.description)
    return ([study] + NamedKind.all(in: settings, of: experiment.format)).filter { own.contains($0.own) }
  }

  /// The task's settings with what was read in the place of paths; nothing where there are none.
  private func identifying(_ task: KindSpecification<any SequenceTask>) -> [String: ParameterValue] {
    guard case .map(var values)? = settings["task"] else { return [:] }
    let identity = task.value.identity
    for parameter in task.parameters.description.parameters {
      if let value = identity[parameter.name] {
        values[parameter.name] = value
      } else if parameter.shape == .file, case .text(let path)? = values[parameter.name] {
        values[parameter.name] = .text("sha256:\(tasks?.files.digest(path) ?? "")")
      }
    }
    return ["task": .map(values)]
  }
}
