// SPDX-License-Identifier: GPL-3.0-or-later
// Where each durable stream stands: which frames to apply now, which were seen before, and which
// came too early. Pure: no socket and no clock, times come in as arguments.
import type { Frame } from './types';

interface Stream {
  seq: number;
  early: Map<number, Frame>; // by seq, beyond a gap
  askedAt: number; // when a resume for this stream went out, 0 when none is under way
  asked: number;
}

const maxEarly = 500;
const answerWithin = 4000; // ms
const maxAsked = 3;

export interface Lost { stream: string; seq: number }

export class StreamLedger {
  private streams = new Map<string, Stream>();

  /** Sets a stream's position from a snapshot. A position never goes back. */
  start(name: string, seq: number): Frame[] {
    const stream = this.streams.get(name);
    if (!stream) {
      this.streams.set(name, { seq, early: new Map(), askedAt: 0, asked: 0 });
      return [];
    }
    if (seq > stream.seq) stream.seq = seq;
    return this.drain(stream);
  }

  forget(name: string) {
    this.streams.delete(name);
  }

  clear() {
    this.streams.clear();
  }

  positionOf(name: string): number | undefined {
    return this.streams.get(name)?.seq;
  }

  positions(): Record<string, number> {
    return Object.fromEntries([...this.streams].map(([name, stream]) => [name, stream.seq]));
  }

  /** Takes a frame with a seq; answers the frames that are to be applied now, in order. */
  accept(frame: Frame): Frame[] {
    const name = frame.stream!;
    const seq = frame.seq!;
    const stream = this.streams.get(name);
    if (!stream) {
      // A stream that begins before its snapshot is here, such as a chat just joined elsewhere.
      this.start(name, seq);
      return [frame];
    }
    if (seq <= stream.seq) return [];
    if (seq > stream.seq + 1) {
      if (stream.early.size < maxEarly) stream.early.set(seq, frame);
      return [];
    }
    stream.seq = seq;
    stream.asked = 0;
    return [frame, ...this.drain(stream)];
  }

  private drain(stream: Stream): Frame[] {
    const ready: Frame[] = [];
    for (const seq of [...stream.early.keys()].sort((a, b) => a - b)) {
      if (seq > stream.seq + 1) break;
      if (seq === stream.seq + 1) {
        ready.push(stream.early.get(seq)!);
        stream.seq = seq;
      }
      stream.early.delete(seq);
    }
    if (stream.early.size === 0) stream.askedAt = 0;
    return ready;
  }

  /** Everything, for the resume frame of a new connection. */
  resumeAll(now: number): Record<string, number> {
    for (const stream of this.streams.values()) Object.assign(stream, { askedAt: now, asked: 1 });
    return this.positions();
  }

  /** Streams with a hole that nobody was asked to fill yet, or that stayed unanswered. */
  resumeHoles(now: number): Record<string, number> {
    const holes: Record<string, number> = {};
    for (const [name, stream] of this.streams) {
      if (stream.early.size === 0 || stream.asked >= maxAsked) continue;
      if (stream.askedAt && now - stream.askedAt < answerWithin) continue;
      stream.askedAt = now;
      stream.asked++;
      holes[name] = stream.seq;
    }
    return holes;
  }

  /** Holes that asking did not fill: the snapshot of these streams must be read anew. */
  giveUp(now: number): Lost[] {
    const lost: Lost[] = [];
    for (const [name, stream] of this.streams) {
      if (stream.early.size === 0 || stream.asked < maxAsked || now - stream.askedAt < answerWithin) continue;
      const seq = Math.max(...stream.early.keys());
      this.jump(stream, seq);
      lost.push({ stream: name, seq });
    }
    return lost;
  }

  /** The server's answer to a resume. Its events may come before or after it. */
  resumed(name: string, answer: { recovered: boolean; seq: number }): Lost | null {
    const stream = this.streams.get(name);
    if (!stream) return null;
    if (answer.recovered) return null;
    // Purged, or behind what was seen here: a server restored from a backup counts from there.
    this.jump(stream, answer.seq);
    return { stream: name, seq: answer.seq };
  }

  private jump(stream: Stream, seq: number) {
    stream.seq = seq;
    for (const early of [...stream.early.keys()]) if (early <= seq) stream.early.delete(early);
    stream.askedAt = 0;
    stream.asked = 0;
  }
}
