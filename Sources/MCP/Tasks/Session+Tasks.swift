import JSON
import JSONRPC
import JSONSchema

extension Session {
  /// Answers a call with a task. Returns false if the call is to be answered itself: there is no room for a task, or the
  /// call cannot wait, which a model should be told at once.
  func startTask(
    _ tool: Tool, _ call: ToolCallRequest, _ read: CoercedArguments, _ policy: TaskPolicy, _ encoder: ResultEncoder,
    _ reply: Reply
  ) throws(RPCError) -> Bool {
    let catalogue = try contents.get().catalogue
    guard tool.inputSchema.validate(.object(read.arguments)).isEmpty, policy.canWait(read.arguments),
      let task = tasks.reserve(
        TaskState.Origin(tool: tool.name, arguments: call.arguments), limit: policy.limit(read.arguments))
    else { return false }
    let tasks = tasks
    inFlight.start(
      InFlightRequests.Call(
        reply: reply,
        run: { () async throws(RPCError) in
          let work = catalogue.work(tool, read, encoder)
          guard let task = await tasks.start(task, policy, work) else { throw .shuttingDown }
          return encoder.encode(task, as: "task", answering: reply, at: tasks.now)
        },
        interrupt: { reply.succeed(encoded: encoder.encode(catalogue.interrupted(tool, false))) },
        withdraw: { tasks.release(task.id) }))
    return true
  }

  /// Answers one of the extension's requests: at once about a task that only this process can change, else after a look
  /// into the store. A cancel is answered once it is stored.
  func answer(_ request: TaskRequest, _ revision: ProtocolRevision, _ reply: Reply) throws(RPCError) {
    let encoder = encoder(revision)
    guard tasks.mustReadStore(about: request.id) else {
      guard let task = tasks.task(request.id) else { throw .unknownTask(request.id) }
      if request.kind == .cancel { tasks.cancelHere(request.id) }
      return reply.answer(with: .success(encoder.encode(task, answering: request, reply, at: tasks.now)))
    }
    let (tasks, resume) = (tasks, try resume(encoder))
    inFlight.start(
      InFlightRequests.Call(
        reply: reply,
        run: { () async throws(RPCError) in
          let task =
            request.kind == .cancel
            ? try await tasks.cancel(request.id) : try await tasks.find(request.id, resume)
          return encoder.encode(task, answering: request, reply, at: tasks.now)
        },
        interrupt: { reply.fail(.shuttingDown) }))
  }

  /// Returns the function that finds a task for a request that listens, and nil of a server without tasks.
  func taskFinder(_ revision: ProtocolRevision) throws(RPCError) -> Subscriptions.TaskFinder? {
    guard capabilities.contains(.tasks) else { return nil }
    let (tasks, resume) = (tasks, try resume(encoder(revision)))
    return { id in await tasks.isFound(id, resume) }
  }

  private func resume(_ encoder: ResultEncoder) throws(RPCError) -> TaskRegistry.Resume {
    let catalogue = try contents.get().catalogue
    return { origin in
      guard let tool = catalogue[origin.tool], let policy = tool.taskPolicy else { return nil }
      return (policy, catalogue.work(tool, catalogue.read(origin.arguments, for: tool), encoder))
    }
  }
}

extension ToolCatalogue {
  /// The work of a call that has become a task. It asks nobody, and reports to the task instead of the request, which has
  /// been answered.
  fileprivate func work(_ tool: Tool, _ read: CoercedArguments, _ encoder: ResultEncoder) -> TaskRegistry.Work {
    { context in .success(encoder.encode(await call(tool, read, task: context))) }
  }
}

extension ResultEncoder {
  /// Encodes the whole answer to a request about a task that exists: the task, or an acknowledgement.
  fileprivate func encode(
    _ task: TaskState, answering request: TaskRequest, _ reply: Reply, at now: Int64
  ) -> [UInt8] {
    guard request.kind != .get else { return encode(task, as: "complete", answering: reply, at: now) }
    let result = encode([:])
    return reply.encoded(capacity: result.count) { $0.writeRaw(result) }
  }

  /// Encodes the whole answer that shows a task.
  ///
  /// - Parameter type: `task` where the task stands in for the result of a call, else `complete`.
  func encode(_ task: TaskState, as type: String, answering reply: Reply, at now: Int64) -> [UInt8] {
    reply.encoded(capacity: 512 + task.resultCount, escapesInvisible: true) { writer in
      writer.writeRaw(#"{"resultType":"#)
      writer.write(type)
      writer.writeRaw(",")
      task.write(to: &writer, at: now)
      writer.writeRaw(#","_meta":"#)
      writer.write(meta([:]))
      writer.writeRaw("}")
    }
  }
}
