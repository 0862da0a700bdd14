// One import gives the whole simulator: `import Sluice`.
@_exported public import Arrays
@_exported public import Catalog
@_exported public import DataReading
@_exported public import Estimation
@_exported public import Gating
@_exported public import Interchange
@_exported public import Planning
@_exported public import RandomStreams
@_exported public import Recurrence
@_exported public import Running
@_exported public import SequenceTasks
@_exported public import Sequences
@_exported public import Snapshots
@_exported public import Statistics
@_exported public import Studies
@_exported public import Tables
