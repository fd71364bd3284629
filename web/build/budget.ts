// The first load of the desk is at most 110 kB and no chunk but the lazy chart library is over 130 kB (both gzip):
// a build that breaks the promise fails.
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const firstLoad = 110_000
const anyChunk = 130_000

export function budget(): Plugin {
  let dist = 'dist'
  return {
    name: 'huiyin-budget',
    apply: 'build',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      handler() {
        const size = (path: string): number => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length
        const page = readFileSync(join(dist, 'index.html'), 'utf8')
        const asked = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map((m) => m[1]!)
        const chunks = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'))
        const words = Math.max(...chunks.filter((name) => /^first-/.test(name)).map((name) => size(join('assets', name))))
        const first = size('index.html') + asked.reduce((sum, path) => sum + size(path), 0) + words
        this.info(`first load ${(first / 1000).toFixed(1)} kB of ${firstLoad / 1000} kB gzip`)
        if (first > firstLoad) this.error(`The first load is ${first} bytes, more than ${firstLoad}.`)
        for (const name of chunks)
          if (size(join('assets', name)) > anyChunk) this.error(`${name} is over ${anyChunk} bytes.`)
      },
    },
  }
}
