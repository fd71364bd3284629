// Ways out of the house: a mailbox is added, tested against a server on the loopback address, and what it says stands there.
import { createServer } from 'node:net'
import { story } from './harness.mjs'
import { recordMatter } from './matters.mjs'

// A mail server that takes every letter, or says no.
const mailServer = async () => {
    const letters = []
    const sink = { letters, refuses: false }
    const server = createServer((socket) => {
        let text = '', data = false
        socket.on('error', () => {})
        socket.write('220 sink\r\n')
        socket.on('data', (chunk) => {
            text += chunk
            for (let end; (end = text.indexOf(data ? '\r\n.\r\n' : '\r\n')) >= 0;) {
                const line = text.slice(0, end)
                text = text.slice(end + (data ? 5 : 2))
                if (data) {
                    letters.push(line)
                    data = false
                    socket.write('250 taken\r\n')
                } else if (line === 'DATA') {
                    data = true
                    socket.write('354 go on\r\n')
                } else if (line.startsWith('RCPT') && sink.refuses) socket.write('550 nobody here\r\n')
                else socket.write('250 ok\r\n')
            }
        })
    })
    await new Promise((done) => server.listen(0, '127.0.0.1', done))
    return Object.assign(sink, { port: server.address().port, close: () => server.close() })
}

story('a channel is kept, tested, and says what went wrong', async (scene) => {
    const { openAs, expect, expectEqual } = scene
    const sink = await mailServer()
    try {
        const page = await openAs('manager')
        await page.goto('/notices')
        await page.getByText('还没有通道', { exact: false }).waitFor()
        await page.getByRole('button', { name: '添加通道' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('名称', { exact: true }).fill('公司邮箱')
        await dialog.getByLabel('发信服务器').fill('127.0.0.1')
        await dialog.getByLabel('端口').fill(String(sink.port))
        await dialog.getByLabel('加密').selectOption('none')
        await dialog.getByLabel('发件邮箱').fill('desk@example')
        await dialog.getByLabel('密码').fill('not-shown-again')
        await dialog.getByRole('button', { name: '保存' }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        expect(!(await page.content()).includes('not-shown-again'), 'the secret is on the page')

        const test = async (to) => {
            await page.getByRole('button', { name: '发测试消息' }).click()
            await page.getByRole('dialog').getByLabel('收件邮箱').fill(to)
            await page.getByRole('dialog').getByRole('button', { name: '发测试消息' }).click()
            await page.getByRole('dialog').waitFor({ state: 'detached' })
        }
        await test('chen@example.com')
        for (let i = 0; sink.letters.length === 0 && i < 100; ++i) await new Promise((done) => setTimeout(done, 50))
        expectEqual(sink.letters.length, 1, 'one letter arrived')
        expect(sink.letters[0].includes('To: <chen@example.com>'), 'it is addressed')

        sink.refuses = true
        await test('nobody@example.com')
        await page.getByText('SMTP 550').first().waitFor({ timeout: 15_000 }).catch(() => page.reload())
        await page.getByRole('button', { name: /发送失败/ }).click()
        await page.getByText('SMTP 550').first().waitFor()
        sink.refuses = false
        await page.getByRole('button', { name: /重新发送/ }).click()
        for (let i = 0; sink.letters.length === 1 && i < 100; ++i) await new Promise((done) => setTimeout(done, 50))
        expectEqual(sink.letters.length, 2, 'sent again on a person’s word')
    } finally {
        sink.close()
    }
}, { people: ['officer', 'manager'] })

story('a customer who agreed is written to, until the site or the customer says no', async (scene) => {
    const { openAs, expect, expectEqual, staff, homes } = scene
    const sink = await mailServer()
    try {
        await staff.manager.client.post('/notice-channels', { kind: 'email', name: '公司邮箱', server: '127.0.0.1', port: sink.port, security: 'none', sender: 'desk@example.com' })
        const desk = await openAs('officer')
        await desk.goto(`/customers/${homes[0].person}`)
        await desk.getByText('满意度调查').waitFor()
        expect(!(await desk.getByText('节日与生日问候').count()), 'the program asks for a consent that nothing uses')
        await staff.officer.client.put(`/persons/${homes[0].person}/preferences`, { channel: 'email', email: 'li@example.com', language: 'zh_Hant', calls_from: 0, calls_until: 0 })
        await staff.officer.client.post(`/persons/${homes[0].person}/consents`, { purpose: 'notices', given: true, obtained: 'phone', evidence: '来电' })
        const { number } = await recordMatter(scene)
        for (let i = 0; sink.letters.length === 0 && i < 100; ++i) await new Promise((done) => setTimeout(done, 50))
        expectEqual(sink.letters.length, 1, 'one letter arrived')
        const body = Buffer.from(sink.letters[0].split('\r\n\r\n')[1], 'base64').toString()
        expect(body.includes(number) && body.includes('您反映的事項已經登記'), `the letter says: ${body}`)
        for (const inside of ['厨房', '李文博', homes[0].room]) expect(!body.includes(inside), `${inside} stands in the letter`)

        const page = await openAs('manager')
        await page.goto('/notices')
        await page.getByRole('button', { name: /^已送达 1/ }).click()
        const row = page.getByRole('listitem').filter({ hasText: number })
        await row.getByText('客户', { exact: true }).waitFor()
        await row.getByText('l***@example.com', { exact: false }).waitFor()

        const letters = page.getByRole('region', { name: '给客户的邮件' })
        await letters.getByLabel('事项受理').uncheck()
        await letters.getByRole('button', { name: /保存/ }).click()
        await page.getByText('已保存。').waitFor()
        await recordMatter(scene, { subject: '电梯门夹人' })
        await page.reload()
        await page.getByRole('button', { name: /^等待 0/ }).waitFor()
        expect(!(await letters.getByLabel('事项受理').isChecked()), 'the switch did not stay')
        expectEqual(sink.letters.length, 1, 'the site no longer writes on this occasion')
    } finally {
        sink.close()
    }
}, { people: ['officer', 'manager'] })
