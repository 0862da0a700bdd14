import CGSL
import CKernels
import Catalog
import Glibc

/// Where, when and with what results were made: the content of `provenance.json`, which is volatile.
public struct Provenance: Sendable {
  /// The arguments of the command.
  let arguments: [String]
  private let start = time(nil)

  /// The provenance of what a command with these arguments makes, which begins now.
  public init(arguments: [String]) { self.arguments = arguments }

  /// The command as a shell reads it.
  var commandLine: String { (["sluice"] + arguments).map(ShellWord.quoted).joined(separator: " ") }
  /// When the command began: UTC, `2017-05-28T12:00:00+00:00`.
  var startedAt: String { Self.text(of: start, zone: "+00:00") }
  /// Now, in the same form.
  var madeAt: String { Self.text(of: time(nil), zone: "+00:00") }

  var json: JSON {
    var name = utsname()
    uname(&name)
    return .object([
      ("made_at", .string(Self.text(of: time(nil), zone: "Z"))),
      ("host", .string(Self.text(name.nodename))),
      ("system", .string("\(Self.text(name.sysname)) \(Self.text(name.release)) \(Self.text(name.machine))")),
      ("processor", .string(Processors.name)),
      ("peak_resident_bytes", .integer(Self.peakResidentBytes)),
      ("cores", .integer(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))),
      ("kernels", .string(String(cString: ckernels().pointee.name))),
      ("sluice", .string(SluiceVersion.current)),
      ("swift", .string(Self.swift)),
      ("gsl", .string(String(cString: cgsl_version()))),
      ("glibc", .string(Self.libraryVersion)),
      ("arguments", .array(arguments.map { .string($0) })),
    ])
  }

  /// The most memory that this process has held so far; 0 where the system does not say.
  ///
  /// Not `getrusage`: there a program begins with what the process that started it held.
  private static var peakResidentBytes: Int {
    SystemFile.bytes(of: "VmHWM", in: "/proc/self/status") ?? 0
  }

  /// The C library, `glibc 2.36`.
  private static var libraryVersion: String {
    var text = [CChar](repeating: 0, count: 64)
    confstr(Int32(_CS_GNU_LIBC_VERSION), &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The compiler's language version at least; the exact one is not known to the program.
  private static var swift: String {
    #if compiler(>=6.4)
      "6.4 or newer"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  /// UTC, `2017-05-28T12:00:00` and what says that it is.
  private static func text(of seconds: time_t, zone: String) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))\(zone)"
  }

  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
