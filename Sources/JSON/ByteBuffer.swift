/// Bytes that grow at their end: a text that is put together from many short pieces.
///
/// An array's `append` takes some 75 instructions for a piece besides the copy, and this some 15. A call's answer has 150
/// pieces.
struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    start = .allocate(capacity: self.capacity)
  }

  deinit {
    start.deallocate()
  }

  /// A copy of the bytes.
  var bytes: [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }

  mutating func append(_ byte: UInt8) {
    makeRoom(for: 1)
    start[count] = byte
    count += 1
  }

  /// Appends an escape.
  mutating func append(_ first: UInt8, _ second: UInt8) {
    makeRoom(for: 2)
    start[count] = first
    start[count + 1] = second
    count += 2
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    makeRoom(for: bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Forgets all bytes but the first.
  mutating func removeLast(downTo count: Int) {
    self.count = count
  }

  private mutating func makeRoom(for more: Int) {
    if more > capacity - count { grow(by: more) }
  }

  private mutating func grow(by more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}

extension ByteBuffer {
  /// Appends the text from `index` on up to the first byte that is not plain (`ByteScan`), eight bytes at a step.
  ///
  /// - Returns: the index of that byte, or the text's count.
  mutating func appendPlainRun(of text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    guard let source = text.baseAddress else { return index }
    makeRoom(for: text.count - index)
    var index = index
    while index + 8 <= text.count {
      let word = UnsafeRawPointer(source + index).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(start + count).storeBytes(of: word, as: UInt64.self)
      let plain = ByteScan.plainCount(word)
      index += plain
      count += plain
      if plain < 8 { return index }
    }
    while index < text.count, ByteScan.isPlain(source[index]) {
      start[count] = source[index]
      index += 1
      count += 1
    }
    return index
  }
}
