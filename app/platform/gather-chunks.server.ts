import { Transform } from "node:stream";

const MOST_BYTES = 64 * 1024;

/**
 * Joins what is written in one turn of the event loop. React writes a page in pieces of 2 KB, and each would make its own way
 * through compression: a page of 300 KB waits a hundred and fifty times for a thread. What comes later is sent when it comes.
 */
export function gatherChunks(): Transform {
  let waiting: Buffer[] = [];
  let size = 0;
  let planned: NodeJS.Immediate | undefined;
  const send = (stream: Transform) => {
    clearImmediate(planned);
    planned = undefined;
    if (size > 0) stream.push(Buffer.concat(waiting, size));
    waiting = [];
    size = 0;
  };
  return new Transform({
    // A page may be rendered whole before its first byte has left.
    writableHighWaterMark: 1024 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(chunk);
      size += chunk.length;
      if (size >= MOST_BYTES) send(this);
      else planned ??= setImmediate(() => send(this));
      done();
    },
    flush(done) {
      send(this);
      done();
    },
    destroy(error, done) {
      clearImmediate(planned);
      done(error);
    },
  });
}
