import Sluice

await Sluice.main(policies: [JitteredHardSigmoid.self])
