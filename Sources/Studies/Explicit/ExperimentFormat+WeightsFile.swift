import Catalog
import Interchange
import Planning

/// The keys that read a network's weights from a file.
extension ExperimentFormat {
  /// The network that training has, its weights drawn or read from a file.
  var trainedNetwork: Section {
    let weights = Section("A file with the weights before the first update.", weightsFile(isRequired: true))
    return Section(
      network.summary,
      network.fields + [
        Field("weights", .section(weights), "The weights before the first update, in place of drawn ones.")
      ])
  }

  /// A safetensors file, and what says how its names are meant.
  func weightsFile(isRequired: Bool) -> [Field] {
    [
      Field(
        "file", .plain(.file), isRequired: isRequired,
        "A safetensors file with all weights, in the names of PyTorch's nn.LSTM or of Keras.")
    ] + weightsNames
  }

  /// What says how the names in a file of weights are meant.
  var weightsNames: [Field] {
    [
      Field(
        "layout", .words(WeightsQuery.layouts),
        "Whose names and order of blocks the file has; recognized where it has those of one."),
      Field(
        "prefix", .plain(.text),
        "What stands before the names of the LSTM's arrays, `.` for nothing; found where the file has one LSTM."
      ),
      Field(
        "layers", .plain(.texts),
        "The names of Keras's layers from the inputs up; found where they are numbered."),
      Field(
        "embedding", .plain(.text),
        "What stands before the name of the embedding's table; found where it is called embedding or one matrix fits."
      ),
      Field(
        "readout", .plain(.text),
        "What stands before the names of the read-out's arrays; found where they are called readout or one matrix fits."
      ),
    ]
  }
}
