import JSON
import JSONRPC
import JSONSchema

extension Session {
  /// Answers a call with a task. Returns false if the call is to be answered itself: there is no room for a task, or its
  /// arguments are wrong, which a model should be told at once.
  func startTask(
    _ tool: Tool, _ call: ToolCallRequest, _ read: CoercedArguments, _ policy: TaskPolicy, _ encoder: ResultEncoder,
    _ reply: Reply
  ) throws(RPCError) -> Bool {
    let catalogue = try contents.get().catalogue
    guard tool.inputSchema.validate(.object(read.arguments)).isEmpty,
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
        interrupt: { reply.succeed(encoded: encoder.encode(catalogue.interrupted(tool, false))) }))
    return true
  }

  /// Answers one of the extension's requests: at once about a task that this process knows, else after a look into the
  /// store.
  func answer(_ request: TaskRequest, _ revision: ProtocolRevision, _ reply: Reply) throws(RPCError) {
    let encoder = encoder(revision)
    if let task = tasks.task(request.id) {
      return reply.answer(with: .success(tasks.answer(request, task, encoder, reply)))
    }
    guard tasks.hasStore else { throw .unknownTask(request.id) }
    let (tasks, resume) = (tasks, try resume(encoder))
    inFlight.start(
      InFlightRequests.Call(
        reply: reply,
        run: { () async throws(RPCError) in
          guard let task = await tasks.find(request.id, resume) else { throw .unknownTask(request.id) }
          return tasks.answer(request, task, encoder, reply)
        },
        interrupt: { reply.fail(.shuttingDown) }))
  }

  /// Returns the function that finds a task for a request that listens, and nil of a server without tasks.
  func taskFinder(_ revision: ProtocolRevision) throws(RPCError) -> Subscriptions.TaskFinder? {
    guard capabilities.contains(.tasks) else { return nil }
    let (tasks, resume) = (tasks, try resume(encoder(revision)))
    return { id in await tasks.find(id, resume) != nil }
  }

  private func resume(_ encoder: ResultEncoder) throws(RPCError) -> TaskRegistry.Resume {
    let catalogue = try contents.get().catalogue
    return { origin in
      guard let tool = catalogue[origin.tool], let policy = tool.taskPolicy else { return nil }
      return (policy, catalogue.work(tool, catalogue.read(origin.arguments, for: tool), encoder))
    }
  }
}

extension TaskRegistry {
  /// Acts on a request about a task that exists. Returns the whole answer.
  fileprivate func answer(
    _ request: TaskRequest, _ task: TaskState, _ encoder: ResultEncoder, _ reply: Reply
  ) -> [UInt8] {
    switch request.kind {
    case .get: return encoder.encode(task, as: "complete", answering: reply, at: now)
    case .update: break
    case .cancel: cancel(request.id)
    }
    let result = encoder.encode([:])
    return reply.encoded(capacity: result.count) { $0.writeRaw(result) }
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
