public import Drawing
import Running

/// The page of a results folder: one file that needs nothing but a browser, and whose bytes are a function of the results.
public struct Page: Sendable {
  private let folder: ResultsFolder
  private let parts: [(section: any ReportSection.Type, passages: [Passage])]

  /// What the sections say of a folder.
  ///
  /// - Throws: what reading the tables throws.
  public init(_ folder: ResultsFolder, sections: SectionCatalog = .standard) throws {
    self.folder = folder
    parts = try sections.sections.map { ($0, try $0.passages(of: folder)) }.filter { !$0.1.isEmpty }
  }

  /// The figures, in order.
  public var figures: [Figure] {
    parts.flatMap { part in
      part.passages.flatMap { passage -> [Figure] in
        switch passage {
        case .figure(let figure): [figure]
        case .steps(_, let figures): figures
        default: []
        }
      }
    }
  }

  /// The file.
  public var bytes: [UInt8] {
    let head = Markup.tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["name": "viewport", "content": "width=device-width,initial-scale=1"]),
        // Nothing is fetched from anywhere, whatever a text of a table may hold.
        .tag(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content":
              "default-src 'none';style-src 'unsafe-inline';script-src 'unsafe-inline';img-src data:",
          ]),
        .tag("title", text: "\(folder.name): results"),
        .tag("style", [:], [.code(SVG.styleSheet + PageText.styleSheet)]),
      ])
    let body = Markup.tag("body", [:], [header, main, reader, .tag("script", [:], [.code(PageText.script)])])
    let root = Markup.tag("html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"], [head, body])
    return Array("<!DOCTYPE html>\n".utf8) + root.bytes + [0x0A]
  }

  // MARK: Parts

  private var header: Markup {
    let links = parts.map { part in
      Markup.tag("a", ["href": "#\(part.section.name)"], text: part.section.title)
    }
    return .tag(
      "header", [:],
      [.tag("h1", text: folder.name), .tag("nav", ["aria-label": "Parts of this page"], links)])
  }

  private var main: Markup {
    .tag(
      "main", [:],
      parts.map { part in
        .tag(
          "section", ["id": part.section.name],
          [.tag("h2", text: part.section.title)] + Self.blocks(part.passages))
      })
  }

  /// Where what a mark stands for is read out and shown.
  private var reader: Markup { .tag("div", ["id": "note", "role": "status", "aria-live": "polite"], []) }

  /// The passages, with figures that follow each other side by side.
  private static func blocks(_ passages: [Passage]) -> [Markup] {
    var (blocks, row) = ([Markup](), [Markup]())
    func flush() {
      if !row.isEmpty { blocks.append(.tag("div", ["class": "row"], row)) }
      row = []
    }
    for passage in passages {
      if case .figure(let figure) = passage {
        row.append(PageFigure(figure).markup)
      } else {
        flush()
        blocks += block(passage)
      }
    }
    flush()
    return blocks
  }

  /// Figures one after the other; the script shows one of them and the buttons.
  private static func steps(_ caption: String, _ figures: [Figure]) -> Markup {
    .tag(
      "div", ["class": "steps", "role": "group", "aria-label": caption],
      [.tag("h3", text: caption)] + figures.map { PageFigure($0).markup })
  }

  private static func block(_ passage: Passage) -> [Markup] {
    switch passage {
    case .figure: []
    case .steps(let caption, let figures): [steps(caption, figures)]
    case .words(let text): [.tag("p", text: text)]
    case .omission(let text): [.tag("p", ["class": "omission"], text: text)]
    case .table(let caption, let table): [PageFigure.table(table, caption: caption)]
    case .code(let caption, let text):
      [
        .tag(
          "details", [:],
          [.tag("summary", text: caption), .tag("pre", ["tabindex": "0"], text: text)])
      ]
    }
  }
}
