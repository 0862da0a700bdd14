public import Catalog

/// The sections of a page, in their order.
public struct SectionCatalog: Sendable {
  /// The sections.
  public let sections: [any ReportSection.Type]

  /// The sections that come with Sluice.
  public static let standard = SectionCatalog([
    QuestionSection.self, TraceSection.self, ComparisonSection.self, LearningCurvesSection.self,
    ForecastsSection.self, VarianceSection.self,
    GatesSection.self, UnitsSection.self, SimulationSection.self, CertificatesSection.self,
    ExperimentSection.self,
  ])

  /// Several sections.
  public init(_ sections: [any ReportSection.Type]) { self.sections = sections }

  /// The catalog with sections of a program's own before its last one, which says how to run the experiment again.
  ///
  /// - Throws: `CatalogError` where a name is taken.
  public func adding(_ further: [any ReportSection.Type]) throws(CatalogError) -> SectionCatalog {
    func row(_ section: any ReportSection.Type) -> KindTable<Void>.Row {
      KindTable<Void>.Row(KindDescription(section.name.replacing("-", with: "_"), summary: section.title)) {
        _ in ()
      }
    }
    _ = try KindTable(of: "section", sections.map(row)).adding(further.map(row))
    return SectionCatalog(sections.dropLast() + further + sections.suffix(1))
  }
}
