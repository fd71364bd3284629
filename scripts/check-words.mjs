// Words: one catalogue for server and web, the same keys in every language, nothing empty, Chinese with full-width
// punctuation, the same placeholders; and every code that the program can utter has its sentence.
import { code, files, findings, line, read } from './files.mjs'

const { wrong, end } = findings()
const languages = ['zh-Hans', 'zh-Hant', 'en']

const flatten = (value, path, put) => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
        for (const [key, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${key}` : key, put)
    else put(path, value)
}

const catalogues = new Map()
for (const language of languages) {
    const words = new Map()
    catalogues.set(language, words)
    for (const path of files(new RegExp(`^locales/${language}/[^/]+\\.json$`))) {
        let parsed
        try {
            parsed = JSON.parse(read(path))
        } catch (error) {
            wrong(path, error.message)
            continue
        }
        flatten(parsed, '', (key, value) => {
            if (words.has(key)) wrong(path, `${key} is said a second time (${words.get(key).path})`)
            words.set(key, { path, value })
        })
    }
}

const han = '\\p{Script=Han}'
const halfWidth = new RegExp(`${han}[}\\s]*[,;:!?()]|[,;:!?()]\\s*${han}|${han}\\.(?![\\w{])`, 'u')
const holes = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ')
const everyKey = new Set(languages.flatMap((language) => [...catalogues.get(language).keys()]))
for (const key of [...everyKey].sort()) {
    for (const language of languages) {
        const word = catalogues.get(language).get(key)
        if (!word) {
            wrong(`locales/${language}`, `${key} is missing`)
            continue
        }
        // Empty in every language is meant: a unit that is not written, for example.
        if (languages.every((one) => catalogues.get(one).get(key)?.value === '')) continue
        if (typeof word.value !== 'string' || word.value.trim() === '') wrong(word.path, `${key} is empty`)
        else if (language !== 'en' && halfWidth.test(word.value)) wrong(word.path, `${key} has half-width punctuation: ${word.value}`)
        const model = catalogues.get('en').get(key)
        if (model && typeof word.value === 'string' && holes(word.value) !== holes(String(model.value)))
            wrong(word.path, `${key} has other placeholders than English: ${holes(word.value)} / ${holes(String(model.value))}`)
    }
}

// ---- codes in the program ----
const known = catalogues.get('en')
const expect = (path, n, key) => {
    if (!known.has(key)) wrong(`${path}:${n}`, `${key} has no sentence in locales/`)
}
const patterns = [
    [/"([a-z][a-z0-9_.-]*)"\s*,\s*Trouble::/g, 'refused'],
    [/\bproblem\(\s*\d+\s*,\s*"([a-z][a-z0-9_.-]*)"/g, 'refused'],
    [/\.fail\(\s*[^,()]+,\s*"([a-z][a-z-]*)"\s*\)/g, 'field'],
    [/\.when\([^;]*,\s*"[a-z_0-9]+"\s*,\s*"([a-z][a-z-]*)"\s*\)\s*;/g, 'field'],
    [/\berrors\.push_back\(\{\s*[^,{}]+,\s*"([a-z][a-z-]*)"\s*\}\)/g, 'field'],
]
for (const path of files(/^src\/.*\.(cpp|hpp)$/)) {
    if (/_test\.cpp$/.test(path)) continue
    const text = code(read(path))
    for (const [pattern, family] of patterns)
        for (const match of text.matchAll(pattern)) expect(path, line(text, match.index), `${family}.${match[1]}`)
}
const vocabulary = 'src/rulebook/vocabulary.cpp'
if (files(/^src\/rulebook\/vocabulary\.cpp$/).length > 0) {
    const text = read(vocabulary)
    for (const [family, prefix] of [['events', 'event'], ['posts', 'post'], ['acts', 'act']]) {
        const list = new RegExp(`\\.${family} = \\{([^}]*)\\}`).exec(text)
        for (const match of list?.[1].matchAll(/"([^"]+)"/g) ?? []) expect(vocabulary, line(text, list.index), `${prefix}.${match[1]}`)
    }
}
for (const path of files(/^web\/src\/.*\.(ts|vue)$/)) {
    if (/\.test\.ts$/.test(path)) continue
    const text = read(path)
    for (const match of text.matchAll(/(?<![\w.$])\$?t\(\s*'([a-z][\w.-]*[\w])'/g)) expect(path, line(text, match.index), match[1])
}
end()
