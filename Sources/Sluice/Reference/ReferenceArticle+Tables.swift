import Planning
import Running
import Tables

extension ReferenceArticle {
  /// The page of all tables that experiments of these kinds may write, column by column.
  static func tables(_ studies: StudyCatalog) -> ReferenceArticle {
    let schemas = ResultTables.schemas(studies)
    return ReferenceArticle(
      name: "tables",
      text: """
        # Tables

        Every column of every table in a results folder.

        ## Overview

        All tables are CSV: UTF-8, lines that end in a line feed, quotes as in RFC 4180, one header. `datapackage.json` in each folder has the
        same descriptions for programs. An empty cell is a value that does not exist, such as a score of a diverged run.

        Three sorts of columns depend on the experiment and are not listed:

        - a column for each axis of the sweep, named by its dotted path, such as `gates.all`;
        - in `runs.csv` a column for each final score, `split.mode.metric`, such as `test.native.rmse`;
        - in tables of one kind of experiment the columns that name the run, at the front: `run_id`, `cell_id` and `replicate`, or, in
          `certificate.csv` and `examples.csv`, `cell_id` and the axes. `trace.csv` has neither.


        """ + schemas.map(section).joined(separator: "\n"))
  }

  private static func section(_ schema: TableSchema) -> String {
    let rows = schema.columns.map { column in
      ["`\(column.name)`", column.type.rawValue, column.isOptional ? "yes" : "", column.summary]
    }
    return "## \(schema.file)\n\n\(schema.summary)\n\n"
      + markdownTable(["column", "type", "may be empty", "meaning"], rows)
  }
}
