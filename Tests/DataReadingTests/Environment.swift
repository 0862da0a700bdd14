import Foundation

/// Variables by which a campaign is made longer than a test.
enum Environment {
  static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}
