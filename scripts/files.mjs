// Finding and reading the project's own files, for the small checkers beside this one.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const house = join(dirname(fileURLToPath(import.meta.url)), '..')

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: house, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter((path) => path && existsSync(join(house, path)))
const all = [...new Set(listed)].sort()

export const files = (pattern) => all.filter((path) => pattern.test(path))
export const read = (path) => readFileSync(join(house, path), 'utf8')
export const line = (text, index) => text.slice(0, index).split('\n').length

// Collects what was found and ends the checker with the right exit code.
export const findings = () => {
    const wrong = []
    return {
        wrong: (where, what) => wrong.push(`${where}: ${what}`),
        warn: (where, what) => console.log(`      (only a warning) ${where}: ${what}`),
        end: () => {
            for (const one of wrong) console.log(`      ${one}`)
            process.exit(wrong.length === 0 ? 0 : 1)
        },
    }
}

// A source text without its comments, with every line where it was.
export const code = (text) =>
    text
        .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
        .replace(/(^|[^:"'])\/\/[^\n]*/g, '$1')
