/** Serves one model as a hub does, for programs other than tests: prints its address, and at /requests what it was asked. */
import { startFakeHub } from './fake-hub.ts'
import { patternOf } from './hub-content.ts'

const hub = await startFakeHub()
hub.repositories['org/model'] = {
  commit: '0123456789abcdef0123456789abcdef01234567',
  revisions: ['main', 'v1.0'],
  files: {
    'config.json': { content: Buffer.from('{ "num_labels": 1 }') },
    'tokenizer.json': { content: Buffer.from('{ "version": "1.0" }') },
    '1_Pooling/config.json': { content: Buffer.from('{}') },
    'onnx/model.onnx': { content: patternOf(3_000_000), large: true },
    'onnx/model.onnx_data': { content: patternOf(5_000_000), large: true },
    'pytorch_model.bin': { content: patternOf(200_000), large: true },
  },
}
hub.intercept = ({ path }, response) => {
  if (path !== '/requests') return false
  const asked = hub.requests.splice(0).map(({ server, method, path }) => `${server} ${method} ${path}`)
  response.end(JSON.stringify(asked.filter((line) => !line.endsWith('/requests'))))
  return true
}
process.stdout.write(`${hub.endpoint}\n`)
