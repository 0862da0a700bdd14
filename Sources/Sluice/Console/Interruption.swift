import Dispatch
import Glibc
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into the cancellation of a task; the second Ctrl-C ends the process at once.
///
/// Cancelled runs stop at their next update. Nothing is lost by the second Ctrl-C either: a record is there whole or not at all.
final class Interruption {
  /// Whether a signal has come, and what it is to cancel once that exists.
  private final class Pending: Sendable {
    let state = Mutex((hasCome: false, cancel: nil as (@Sendable () -> Void)?))
  }

  private let pending = Pending()
  private let sources: [any DispatchSourceSignal]

  /// Begins to listen; once this returns a signal no longer ends the process by itself.
  init() {
    // A reader of the messages that goes away, such as the end of a pipe to `head`, does not stop the work.
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "sluice.signals")
    // Under `nohup` the end of the terminal is no end of the work.
    let numbers = [SIGINT, SIGTERM] + (Self.isIgnored(SIGHUP) ? [] : [SIGHUP])
    sources = numbers.map { [pending] number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      var count = 0
      source.setEventHandler {
        count += Int(source.data)
        if number == SIGINT && count > 1 { _exit(130) }
        let cancel = pending.state.withLock {
          $0.hasCome = true
          return $0.cancel
        }
        cancel?()
      }
      // The source listens only once it is registered, on another thread. Ignoring the signal until then would lose one
      // that comes in between; its default action does not.
      let isRegistered = DispatchSemaphore(value: 0)
      source.setRegistrationHandler { isRegistered.signal() }
      source.resume()
      isRegistered.wait()
      return source
    }
  }

  /// Whether the process was started with the signal ignored.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  deinit { for source in sources { source.cancel() } }

  /// Has a signal cancel this task, at once where it came before.
  func cancels<Success>(_ task: Task<Success, any Error>) {
    let hasCome = pending.state.withLock {
      $0.cancel = { task.cancel() }
      return $0.hasCome
    }
    if hasCome { task.cancel() }
  }
}
