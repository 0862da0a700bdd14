import Catalog
import Estimation
import Gating

/// A rule, estimator or policy with the settings of its description, as an experiment file would give them.
func settings(_ description: KindDescription, _ given: [String: ParameterValue] = [:]) throws -> Parameters {
  try Parameters(description, given)
}

func scoreFunction(_ given: [String: ParameterValue] = [:]) throws -> ScoreFunctionEstimator {
  try ScoreFunctionEstimator(settings(ScoreFunctionEstimator.description, given))
}

func rebar(eta: Double = 1, lambda: Double = 0.5) throws -> REBAREstimator {
  try REBAREstimator(
    settings(REBAREstimator.description, ["eta": .number(eta), "lambda": .number(lambda)]))
}

func arms(samples: Int = 4) throws -> ARMSEstimator {
  try ARMSEstimator(settings(ARMSEstimator.description, ["samples": .number(Double(samples))]))
}

func doubleControl(samples: Int = 2, alpha: Double = -1) throws -> DoubleControlEstimator {
  try DoubleControlEstimator(
    settings(
      DoubleControlEstimator.description, ["samples": .number(Double(samples)), "alpha": .number(alpha)]))
}

func bernoulli() throws -> BernoulliGate { try BernoulliGate(settings(BernoulliGate.description)) }
