public import Planning

extension StudyCatalog {
  /// The kinds of experiment that come with Sluice: one line each.
  public static let standard = StudyCatalog([
    TrainStudy.self,
    EvaluateStudy.self,
    SimulateStudy.self,
    CertifyStudy.self,
    VarianceStudy.self,
    CalibrationStudy.self,
    TraceStudy.self,
  ])
}
