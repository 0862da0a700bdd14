import Dispatch
import Glibc

/// Turns SIGINT and SIGTERM into the cancellation of a task; the second Ctrl-C ends the process at once.
///
/// Cancelled runs stop at their next update. Nothing is lost by the second Ctrl-C either: a record is there whole or not at all.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Begins to listen.
  init<Success>(cancelling task: Task<Success, any Error>) {
    // A reader of the messages that goes away, such as the end of a pipe to `head`, does not stop the work.
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "sluice.signals")
    sources = [SIGINT, SIGTERM].map { number in
      // Without this the signal's default action would end the process before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      var count = 0
      source.setEventHandler {
        count += Int(source.data)
        if number == SIGINT && count > 1 { _exit(130) }
        task.cancel()
      }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
