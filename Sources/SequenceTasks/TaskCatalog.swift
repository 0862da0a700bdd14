public import Catalog
public import DataReading

/// The tasks an experiment file can name.
public typealias TaskCatalog = KindTable<TaskLoader>

extension TaskCatalog {
  /// The tasks that come with Sluice.
  public init() {
    self.init(
      of: "task",
      [
        ForecastTask.self,
        SequencesTask.self,
        CharactersTask.self,
        AddingTask.self,
        CopyTask.self,
        TemporalOrderTask.self,
        DelayedXorTask.self,
        ParityTask.self,
        EvenPairsTask.self,
        CycleNavigationTask.self,
        ModularArithmeticTask.self,
        FrequencyTask.self,
        MNIST1DTask.self,
        AgreementTask.self,
        EpidemicTask.self,
        OneGateTask.self,
      ].map { Row($0) })
  }
}

extension TaskCatalog.Row {
  /// A task by its type.
  public init(_ type: any SequenceTask.Type) {
    self.init(type.description) { parameters in
      TaskLoader(outline: type.outline) { try type.init(parameters, files: $0) }
    }
  }
}

/// A task with checked settings, before it has read its files.
public struct TaskLoader: Sendable {
  private let task: @Sendable (FileReader) throws -> any SequenceTask
  /// What is known of the task before its files are there.
  public let outline: TaskOutline?

  /// A loader of a task.
  public init(
    outline: TaskOutline? = nil, _ task: @escaping @Sendable (FileReader) throws -> any SequenceTask
  ) {
    (self.outline, self.task) = (outline, task)
  }

  /// The task, with its files read.
  ///
  /// - Throws: `ParameterError` or `DataError`.
  public func load(_ files: FileReader) throws -> any SequenceTask { try task(files) }
}
