/// The colors of a drawing on a light and on a dark ground, and how series are told apart without them.
///
/// Hues are those of Okabe and Ito (2008), which people with any kind of color vision can tell apart; their yellow, which cannot be seen
/// on white, is left out. Series that follow each other differ in dash and marker as well.
public enum Palette {
  /// A color in a light and a dark drawing, as CSS has it.
  public struct Color: Sendable, Hashable {
    /// On white.
    public let light: String
    /// On a dark ground.
    public let dark: String
  }

  /// The colors of series; further series begin anew, with other dashes.
  public static let series: [Color] = [
    Color(light: "#0072b2", dark: "#4aa3e0"), Color(light: "#d55e00", dark: "#ff8a3d"),
    Color(light: "#009e73", dark: "#2fcf9f"), Color(light: "#b5568c", dark: "#e29bc3"),
    Color(light: "#b87f00", dark: "#f0b429"), Color(light: "#2f8fc4", dark: "#9bd5f8"),
    Color(light: "#555555", dark: "#c4c4c4"),
  ]

  /// Text and axes.
  public static let ink = Color(light: "#1b1f24", dark: "#e6e8eb")
  /// Text of less weight, reference lines.
  public static let faint = Color(light: "#565d66", dark: "#a4acb6")
  /// Lines behind marks.
  public static let grid = Color(light: "#e3e6ea", dark: "#343a42")
  /// The ground.
  public static let ground = Color(light: "#ffffff", dark: "#15181c")

  /// The dashes of a series' line, in widths of a line; empty where it is whole.
  public static func dash(_ series: Int) -> String {
    ["", "6 3", "2 2", "9 3 2 3", "4 2", "1 2.5", "12 4", "6 2 2 2 2 2"][series % 8]
  }

  /// The marker of a series; each round of colors begins with another, so that 49 series differ.
  public static func marker(_ series: Int) -> Marker {
    Marker.allCases[(series + series / Palette.series.count) % Marker.allCases.count]
  }

  /// The form of a point.
  public enum Marker: Sendable, Hashable, CaseIterable {
    /// ●
    case circle
    /// ■
    case square
    /// ▲
    case triangle
    /// ◆
    case diamond
    /// ▼
    case pointer
    /// +
    case plus
    /// ×
    case cross
  }
}
