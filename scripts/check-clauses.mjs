// Every clause that the rulebook calls enforced must be named by a test, a scenario or a browser story:
// an enforced clause that nothing proves is only a claim.
import { files, findings, line, read } from './files.mjs'

const { wrong, end } = findings()
const enforced = new Map()
for (const path of files(/^rulebook\/.*\.ya?ml$/)) {
    const text = read(path)
    const starts = [...text.matchAll(/^\s*-\s+id:\s*["']?([A-Z][\w.-]*)["']?/gm)]
    starts.forEach((start, i) => {
        const entry = text.slice(start.index, starts[i + 1]?.index ?? text.length)
        if (/^\s*enforcement:\s*enforced\b/m.test(entry)) enforced.set(start[1], `${path}:${line(text, start.index)}`)
    })
}

// The rulebook's own tests list every id; a list proves nothing about a clause.
const proofs = files(/^(tests\/|src\/.*_test\.cpp$|src\/.*\/tests?\/)/).filter((path) => !/^src\/(rulebook|kernel|store|http)\//.test(path) && /\.(cpp|hpp|mjs|scenario|ya?ml)$/.test(path))
const proved = proofs.map(read).join('\n')
for (const [clause, where] of enforced) {
    const name = clause.replace(/\./g, '\\.')
    if (!new RegExp(`(?<![\\w.])${name}(?!\\.?\\w)`).test(proved)) wrong(where, `${clause} is enforced, but no test names it`)
}
if (enforced.size === 0) wrong('rulebook/', 'no clause is enforced; is the rulebook there?')
end()
