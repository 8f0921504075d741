import { expect, test } from "vitest";
import { eventKey } from "./event-key";

test("the key is the one that Python computes", () => {
  // hashlib.sha256('s:assistant_delta:{"a": [1, true, null], "text": "héllo"}:7'.encode()).hexdigest()
  expect(
    eventKey({ session_key: "s", kind: "assistant_delta", seq: 7, payload: { text: "héllo", a: [1, true, null] } }),
  ).toBe("70692c1a80e1ab8b78d179ef7a8efab0884d2b6b457145f77bc871aaefaba0bb");
  // The same with no number: Python prints None.
  expect(eventKey({ session_key: "s", kind: "run_started", payload: {} })).toBe(
    "d73c3e39456b6bab2928cf052628e6e5400ce1bf9797823d01c4b0fdee1628f6",
  );
});

test("the order of keys makes no difference, anything else does", () => {
  const event = { session_key: "s", kind: "k", seq: 1, payload: { a: 1, b: 2 } };
  expect(eventKey({ ...event, payload: { b: 2, a: 1 } })).toBe(eventKey(event));
  expect(eventKey({ ...event, seq: 2 })).not.toBe(eventKey(event));
  expect(eventKey({ ...event, session_key: "t" })).not.toBe(eventKey(event));
});
