import Drawing
import Estimation
import Gating
import Planning

/// A picture of a reference page, as the file that the page names.
struct ReferencePicture: Sendable, Hashable {
  /// The file's name, unlike that of any other.
  let name: String
  /// What is seen, in words.
  let description: String
  /// The file, as SVG.
  let svg: [UInt8]

  init(_ figure: Figure) {
    name = "\(figure.name).svg"
    description = figure.description
    svg = SVG.file(figure, millimeters: 150, points: 8)
  }

  /// The picture of a kind of a list; `nil` for lists without pictures, and for a kind that has none without settings.
  static func of(_ kind: String, in list: KindList, _ catalogs: ExperimentCatalogs) -> ReferencePicture? {
    switch list.topic {
    case "policies":
      (try? catalogs.policies.make(kind)).map { ReferencePicture(LawAndSlope($0, name: kind).figure) }
    case "gradients":
      (try? catalogs.gradients.make(kind))?.surrogate.map {
        ReferencePicture(SurrogateSlope($0, name: kind).figure)
      }
    default: nil
    }
  }
}
