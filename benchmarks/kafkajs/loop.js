// Version 2 of the Node.js design: values made beforehand, buffers reused, one producer a worker thread.
// It differs in one thing: a record counts when it is acknowledged.
// Usage: node loop.js BOOTSTRAP TOPIC SECONDS WORKERS
'use strict';
const { Worker, isMainThread, workerData, parentPort } = require('node:worker_threads');

const POOL = 10000;
const BATCH = 1000;
const WARMUP_MILLIS = 3000;

// Avro's binary encoding of a reading: int (zigzag), string with its length, double.
function reading() {
  const value = Buffer.alloc(36);
  const id = 8192 + Math.floor(Math.random() * 91808);
  const zigzag = id << 1;
  value[0] = (zigzag & 0x7f) | 0x80;
  value[1] = ((zigzag >> 7) & 0x7f) | 0x80;
  value[2] = zigzag >> 14;
  value[3] = 48;
  value.write(new Date().toISOString(), 4, 'ascii');
  value.writeDoubleLE(Math.random() * 100, 28);
  return value;
}

async function work({ bootstrap, topic, millis }) {
  const { Kafka, logLevel } = require('kafkajs');
  const kafka = new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.ERROR });
  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: POOL }, () => ({ value: reading() }));
  let next = 0;
  let measured = 0;
  let total = 0;
  const from = Date.now() + WARMUP_MILLIS;
  const to = from + millis;
  while (Date.now() < to) {
    if (next + BATCH > POOL) next = 0;
    await producer.send({ topic, acks: 1, messages: messages.slice(next, next + BATCH) });
    next += BATCH;
    total += BATCH;
    const now = Date.now();
    if (now >= from && now < to) measured += BATCH;
  }
  await producer.disconnect();
  parentPort.postMessage({ measured, total });
}

async function main() {
  const [bootstrap, topic, seconds, workers] = process.argv.slice(2);
  const millis = Number(seconds) * 1000;
  const counts = await Promise.all(
    Array.from({ length: Number(workers) }, () => new Promise((resolve, reject) => {
      const worker = new Worker(__filename, { workerData: { bootstrap, topic, millis } });
      worker.on('message', resolve);
      worker.on('error', reject);
    })));
  const sum = (key) => counts.reduce((all, count) => all + count[key], 0);
  console.log(Math.round(sum('measured') / Number(seconds)), sum('total'));
}

if (isMainThread) main(); else work(workerData);
