import CKernels

/// One kernel at one size, ready to be called.
struct KernelTrial {
  /// Elements of a call, or floating-point operations where the kernel is a product.
  let work: Double
  let call: () -> Void
}

/// One kernel of the table.
struct KernelRow {
  let name: String
  /// Makes a trial in a room: n hidden units, 32 sequences.
  let trial: (UnsafePointer<ckernels_table>, KernelRoom, _ units: Int) -> KernelTrial

  static let rows = 32

  init(
    _ name: String,
    _ trial: @escaping (UnsafePointer<ckernels_table>, KernelRoom, _ units: Int) -> KernelTrial
  ) {
    (self.name, self.trial) = (name, trial)
  }

  /// A kernel whose call treats one slice of 32 sequences, `count` elements.
  static func slice(
    _ name: String,
    _ make: @escaping (UnsafePointer<ckernels_table>, KernelRoom, _ count: Int) -> () -> Void
  ) -> KernelRow {
    KernelRow(name) { table, room, units in
      KernelTrial(work: Double(rows * units), call: make(table, room, rows * units))
    }
  }
}
