// House rules that no compiler knows: who may read the clock, where SQL stands, coroutine shapes that compilers
// have got wrong, tests that would not run, and files that have grown too long.
import { code, files, findings, line, read } from './files.mjs'

const { wrong, warn, end } = findings()
const each = (text, pattern, tell) => {
    for (const match of text.matchAll(pattern)) tell(line(text, match.index), match)
}

for (const path of files(/^(src|tests|bench)\/.*\.(cpp|hpp)$/)) {
    const full = read(path)
    const text = code(full)
    const at = (n) => `${path}:${n}`
    const isTest = path.startsWith('tests/') || /_test\.cpp$|\/test(s|ing)?\//.test(path)

    const header = path.replace(/\.cpp$/, '.hpp')
    const said = full.startsWith('//') || (header !== path && files(/\.hpp$/).includes(header))
    if (!said) wrong(at(1), 'opens without a sentence on what it is for')

    if (path.startsWith('src/') && !/^src\/(app|http)\//.test(path) && !isTest)
        each(text, /\bsystem_clock\b|\bstd::time\s*\(|\bgettimeofday\b|\bclock_gettime\b/g, (n) =>
            wrong(at(n), 'reads the clock below the door; take the moment as an argument'))

    if (path.startsWith('src/') && !path.startsWith('src/store/') && !isTest)
        each(text, /"\s*(select\s[^"]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index)\s)/gi, (n) =>
            wrong(at(n), 'SQL stands in a .sql file of the module, not in a string'))

    each(text, /\?\s*(\(\s*)?co_await\b|\?[^;{}?]{0,200}:\s*(\(\s*)?co_await\b/g, (n) =>
        wrong(at(n), 'co_await inside ?: has been miscompiled; use if'))
    each(text, /\bco_await\b[^;{}]*\[\s*[&=\w][^\]]*\]\s*(\([^)]*\))?\s*(mutable\s*)?(->[^{]*)?\{/g, (n) =>
        wrong(at(n), 'a capturing lambda inside a co_await expression has been miscompiled; give it a name first'))

    each(text, /\bGTEST_SKIP\b|\bDISABLED_\w/g, (n) => wrong(at(n), 'a test that does not run proves nothing'))
    each(full, /\b(TODO|FIXME|XXX)\b/g, (n, match) => wrong(at(n), `${match[1]}: finish it or leave it out`))
}

for (const path of files(/^web\/src\/.*\.(ts|vue)$/)) {
    const text = read(path)
    each(text, /\bv-html\b/g, (n) => wrong(`${path}:${n}`, 'v-html is forbidden (Content-Security-Policy, injection)'))
    each(text, /\b(it|test|describe)\.(skip|only|todo)\b/g, (n) => wrong(`${path}:${n}`, 'a test that does not run proves nothing'))
    each(text, /\b(TODO|FIXME|XXX)\b/g, (n, match) => wrong(`${path}:${n}`, `${match[1]}: finish it or leave it out`))
}

// Parameters are bound by name on one engine and by number on the other: `?` works on one only.
for (const path of files(/^(src|migrations)\/.*\.sql$/)) {
    const text = read(path).replace(/--[^\n]*/g, '')
    each(text, /\?\d*/g, (n) => wrong(`${path}:${n}`, 'use $1…$n, not ?'))
    if (path.startsWith('src/')) each(text, /\bilike\b|\bgroup_concat\b|\bstring_agg\b|\bdistinct\s+on\b/gi, (n, match) =>
        warn(`${path}:${n}`, `${match[0]} is not the same on both engines`))
}

// Events are listed for people; a clause may name only listed ones.
const vocabulary = code(read('src/rulebook/vocabulary.cpp'))
const listed = read('docs/events.md')
for (const match of /\.events = \{([^}]*)\}/.exec(vocabulary)?.[1].matchAll(/"([^"]+)"/g) ?? [])
    if (!listed.includes(`\`${match[1]}\``)) wrong('docs/events.md', `${match[1]} is missing`)

const longest = 450
for (const path of files(/^(src|tests|bench|web\/src|scripts)\/.*\.(cpp|hpp|ts|vue|mjs|css)$/)) {
    if (/\/(generated|schema)\.(d\.)?ts$|\/api\/types\.ts$/.test(path)) continue
    const lines = read(path).split('\n').length
    if (lines > longest && !/complaints\.hpp$/.test(path)) warn(path, `${lines} lines; a file over ${longest} usually holds two things`)
}
// Named queries share one namespace in the program: the same name in two files would silently run the other's text.
const named = new Map()
for (const path of files(/^src\/.*\.sql$/))
    for (const match of read(path).matchAll(/^-- name: ([a-z_0-9]+)/gm)) {
        const first = named.get(match[1]) ?? path
        if (first !== path) wrong(`${path}:${line(read(path), match.index)}`, `the query ${match[1]} is named in ${first} too`)
        named.set(match[1], first)
    }

end()
