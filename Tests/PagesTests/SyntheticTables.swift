import Foundation
import Running
import Tables

/// Tables of a sweep that nobody ran.
enum SyntheticTables {
  /// Writes `runs.csv`, `summary.csv` and `comparisons.csv` of cells over one axis.
  static func write(to folder: String, cells: Int, replicates: Int) throws {
    var runs = "run_id,cell_id,replicate,gates.all,status,updates,selected_update,test.native.rmse\n"
    var summary =
      "cell_id,gates.all,split,mode,metric,n,n_diverged,n_undefined,mean,sd,sem,ci95_low,ci95_high,median,min,max,solved\n"
    var comparisons =
      "split,mode,metric,baseline,candidate,n_pairs,n_diverged,n_undefined,mean_difference,ci95_low,ci95_high,median_difference,p_value,p_holm,effect_size,pair_correlation,mde80,verdict,p_better,p_better_low,p_better_high,ties,equivalence,equivalence_low,equivalence_high,n_to_decide\n"
    for cell in 0..<cells {
      for replicate in 0..<replicates {
        let score = Double(cell) + Double(replicate % 17) / 10
        runs += "r-\(cell)-\(replicate),c-\(cell),\(replicate),policy\(cell),completed,10,10,\(score)\n"
      }
      summary +=
        "c-\(cell),policy\(cell),test,native,rmse,\(replicates),0,0,\(cell + 1),1,0.1,\(cell),\(cell + 2),\(cell),\(cell),\(cell + 2),\n"
      if cell > 0 {
        comparisons +=
          "test,native,rmse,policy0,policy\(cell),\(replicates),0,0,\(cell),\(Double(cell) - 0.5),\(Double(cell) + 0.5),\(cell),0.001,0.01,1,0.5,0.2,worse,0,0,0.3,0,0.25,\(Double(cell) - 0.4),\(Double(cell) + 0.4),\n"
      }
    }
    for (name, text) in [("runs", runs), ("summary", summary), ("comparisons", comparisons)] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).csv"))
    }
  }
}

/// A table by the names of its columns.
enum ResultRowsReader {
  static func rows(_ path: String) throws -> [[String: String]] {
    guard let table = CSVRows(try Files.read(path)) else { return [] }
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.names, $0)) }
  }
}
