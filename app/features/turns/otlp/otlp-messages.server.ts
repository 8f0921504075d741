import protobuf from "protobufjs";

type Field = { id: number; type: string; rule?: "repeated" };
const one = (id: number, type: string): Field => ({ id, type });
const many = (id: number, type: string): Field => ({ id, type, rule: "repeated" });

/** The messages of the protocol that traces need, by the numbers of their fields. What is not named is passed over. */
const MESSAGES: Record<string, Record<string, Field>> = {
  ExportTraceServiceRequest: { resourceSpans: many(1, "ResourceSpans") },
  ResourceSpans: { resource: one(1, "Resource"), scopeSpans: many(2, "ScopeSpans") },
  Resource: { attributes: many(1, "KeyValue") },
  ScopeSpans: { scope: one(1, "Scope"), spans: many(2, "Span") },
  Scope: { name: one(1, "string"), version: one(2, "string"), attributes: many(3, "KeyValue") },
  Span: {
    traceId: one(1, "bytes"),
    spanId: one(2, "bytes"),
    parentSpanId: one(4, "bytes"),
    name: one(5, "string"),
    startTimeUnixNano: one(7, "fixed64"),
    endTimeUnixNano: one(8, "fixed64"),
    attributes: many(9, "KeyValue"),
    events: many(11, "Event"),
    status: one(15, "SpanStatus"),
    flags: one(16, "fixed32"),
  },
  Event: { timeUnixNano: one(1, "fixed64"), name: one(2, "string"), attributes: many(3, "KeyValue") },
  SpanStatus: { message: one(2, "string"), code: one(3, "int32") },
  KeyValue: { key: one(1, "string"), value: one(2, "AnyValue") },
  AnyValue: {
    stringValue: one(1, "string"),
    boolValue: one(2, "bool"),
    intValue: one(3, "int64"),
    doubleValue: one(4, "double"),
    arrayValue: one(5, "ArrayValue"),
    kvlistValue: one(6, "KeyValueList"),
    bytesValue: one(7, "bytes"),
  },
  ArrayValue: { values: many(1, "AnyValue") },
  KeyValueList: { values: many(1, "KeyValue") },
  ExportTraceServiceResponse: { partialSuccess: one(1, "PartialSuccess") },
  PartialSuccess: { rejectedSpans: one(1, "int64"), errorMessage: one(2, "string") },
  Status: { code: one(1, "int32"), message: one(2, "string") },
};

const root = protobuf.Root.fromJSON({
  nested: Object.fromEntries(
    Object.entries(MESSAGES).map(([name, fields]) => [
      name,
      {
        fields,
        // Which of its values a value has must be told from its zero.
        ...(name === "AnyValue" && { oneofs: { value: { oneof: Object.keys(fields) } } }),
      },
    ]),
  ),
});

/** A message in the protocol's own encoding, as its JSON mapping would have it, but with bytes as bytes. */
export function decodeMessage(name: Message, body: Uint8Array): unknown {
  const type = root.lookupType(name);
  return type.toObject(type.decode(body), { longs: String, arrays: false });
}

type Message = "ExportTraceServiceRequest" | "ExportTraceServiceResponse" | "Status";

export function encodeMessage(name: Message, value: object): Uint8Array<ArrayBuffer> {
  const type = root.lookupType(name);
  return new Uint8Array(type.encode(type.fromObject(value)).finish());
}
