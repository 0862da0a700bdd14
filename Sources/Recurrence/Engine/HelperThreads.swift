import Glibc

/// Threads that sleep until there is work, and end when nobody holds them any more.
///
/// The caller works too, and waits for nobody but those who are in the middle of a part: on a busy processor it does
/// what helpers do not come to.
final class HelperThreads: @unchecked Sendable {
  private let board: Board
  private var threads: [pthread_t] = []

  /// Starts `count` threads; fewer where the system gives no more.
  init(_ count: Int) {
    board = Board()
    for _ in 0..<count {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(board)
      let status = pthread_create(
        &thread, nil,
        { argument in
          Unmanaged<Board>.fromOpaque(argument!).takeRetainedValue().help()
          return nil
        }, argument.toOpaque())
      guard status == 0 else {
        argument.release()
        break
      }
      threads.append(thread)
    }
  }

  deinit {
    board.end()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Calls `body` with each of 0..<parts, on the caller's thread and on helpers, and returns when all are done.
  ///
  /// - Returns: the processor's time that helpers took, in nanoseconds.
  func run(_ parts: Int, _ body: (Int) -> Void) -> UInt64 {
    withoutActuallyEscaping(body) { board.run(parts, $0) }
  }
}

/// What there is to do, under a lock.
private final class Board: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let workCame = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let workDone = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var body: ((Int) -> Void)?
  private var parts = 0
  private var next = 0
  private var unfinished = 0
  private var nanoseconds: UInt64 = 0
  private var isOver = false

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(workCame, nil)
    pthread_cond_init(workDone, nil)
  }

  deinit {
    pthread_cond_destroy(workDone)
    pthread_cond_destroy(workCame)
    pthread_mutex_destroy(lock)
    workDone.deallocate()
    workCame.deallocate()
    lock.deallocate()
  }

  func run(_ parts: Int, _ body: @escaping (Int) -> Void) -> UInt64 {
    pthread_mutex_lock(lock)
    precondition(self.body == nil, "a team serves one engine at a time")
    (self.body, self.parts, next, unfinished, nanoseconds) = (body, parts, 0, parts, 0)
    pthread_cond_broadcast(workCame)
    while let part = take() {
      pthread_mutex_unlock(lock)
      body(part)
      pthread_mutex_lock(lock)
      unfinished -= 1
    }
    while unfinished > 0 { pthread_cond_wait(workDone, lock) }
    self.body = nil
    let taken = nanoseconds
    pthread_mutex_unlock(lock)
    return taken
  }

  func help() {
    pthread_mutex_lock(lock)
    while !isOver {
      guard let part = take() else {
        pthread_cond_wait(workCame, lock)
        continue
      }
      pthread_mutex_unlock(lock)
      let start = Self.processorNanoseconds
      perform(part)
      let time = Self.processorNanoseconds - start
      pthread_mutex_lock(lock)
      nanoseconds += time
      unfinished -= 1
      if unfinished == 0 { pthread_cond_signal(workDone) }
    }
    pthread_mutex_unlock(lock)
  }

  /// Does a part. A function of its own, so that nobody holds `body` any more when the part is said to be done.
  @inline(never)
  private func perform(_ part: Int) {
    guard let body else { preconditionFailure("work without a body") }
    body(part)
  }

  func end() {
    pthread_mutex_lock(lock)
    isOver = true
    pthread_cond_broadcast(workCame)
    pthread_mutex_unlock(lock)
  }

  private func take() -> Int? {
    guard next < parts else { return nil }
    defer { next += 1 }
    return next
  }

  private static var processorNanoseconds: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
