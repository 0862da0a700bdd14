import Sluice

await Sluice.main(policies: [JitteredHardSigmoid.self, SquaredHardSigmoid.self])
