// The comforts of the desk: several rows at once, named views, drafts on another machine, and who else is writing.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { story } from './harness.mjs'
import { openToday, recordMatter, rowOf } from './matters.mjs'

story('several rows are marked and worked on at once, and each answers for itself', async (scene) => {
    const { openAs, expectEqual, staff } = scene
    const first = await recordMatter(scene, { subject: '第一件' })
    await recordMatter(scene, { subject: '第二件' })
    const page = await openAs('supervisor')
    page.allow(/409/)
    await page.goto('/complaints')
    await rowOf(page, '第一件').getByRole('checkbox').check()
    await rowOf(page, '第二件').getByRole('checkbox').check()
    const bar = page.getByRole('toolbar', { name: '批量操作' })
    await bar.getByText('已选 2 件').waitFor()
    await bar.getByRole('button', { name: '备注' }).click()
    await page.getByRole('textbox', { name: '备注' }).fill('停水已通知')
    await page.keyboard.press('Control+Enter')
    await page.getByText('2 件：办成 2，未办 0').waitFor()
    await page.getByRole('button', { name: '关闭' }).last().click()
    const { timeline } = await staff.officer.client.get(`/complaints/${first.id}`)
    expectEqual(timeline.at(-1).personal.text, '停水已通知', 'the note')
    await rowOf(page, '第一件').getByRole('checkbox').check()
    await bar.getByRole('button', { name: '办结' }).click()
    await page.getByRole('textbox', { name: '处理结果' }).fill('好了')
    await page.keyboard.press('Control+Enter')
    await page.getByText('还没有答复客户。', { exact: false }).waitFor()
    await page.getByText('1 件：办成 0，未办 1').waitFor()
}, { people: ['officer', 'supervisor'] })

story('a view is saved by name and shared with the team', async (scene) => {
    const { openAs, expectEqual } = scene
    await recordMatter(scene)
    const page = await openAs('supervisor')
    await page.goto('/complaints?tab=due_today&kind=complaint')
    await rowOf(page, '厨房水管漏水').waitFor()
    await page.keyboard.press('w')
    await page.getByRole('textbox', { name: '名称' }).fill('今日投诉')
    await page.getByRole('checkbox', { name: '给本项目所有人使用' }).check()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: '今日投诉', exact: true }).waitFor()
    const other = await openAs('officer')
    await other.goto('/complaints')
    await other.getByRole('button', { name: '今日投诉', exact: true }).click()
    await other.getByRole('button', { name: '今日投诉', exact: true, pressed: true }).waitFor()
    const address = new URL(other.url()).searchParams
    expectEqual([address.get('tab'), address.get('kind')], ['due_today', 'complaint'], 'what the view shows')
}, { people: ['officer', 'supervisor'] })

story('half-written words are there on another machine, and go when they are sent', async (scene) => {
    const { openAs, expect, expectEqual, staff } = scene
    const page = await openAs('officer')
    await page.goto('/record')
    await page.getByRole('textbox', { name: '事由' }).fill('电梯异响')
    const kept = page.waitForResponse((r) => r.url().includes('/api/drafts/record') && r.request().method() === 'PUT')
    await kept
    const elsewhere = await openAs('officer')
    await elsewhere.goto('/record')
    await elsewhere.getByRole('textbox', { name: '事由' }).and(elsewhere.locator('[value="电梯异响"]')).or(elsewhere.getByRole('textbox', { name: '事由' })).first().waitFor()
    await elsewhere.waitForFunction(() => [...document.querySelectorAll('input, textarea')].some((one) => one.value === '电梯异响'))
    expectEqual((await staff.supervisor.client.get('/drafts/record')).content, '', "a colleague's draft")
    const lying = execFileSync('sqlite3', ['-readonly', join(scene.server.folder, 'huiyin.sqlite'), 'select content from desk_drafts'], { encoding: 'utf8' })
    expect(/^[0-9a-f]+$/.test(lying.trim()) && !lying.includes('电梯异响'), 'half-written words lie open in the database')
}, { people: ['officer', 'supervisor'] })

story('who else is here comes and goes by the stream, and nobody hears of a matter they may not see', async (scene) => {
    const { openAs, expect, expectEqual, staff } = scene
    const { id } = await recordMatter(scene)
    const soon = { timeout: 2000 }
    const one = await openAs('officer')
    await one.goto(`/complaints/${id}`)
    await one.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    const stranger = await openAs('engineering')
    stranger.allow(/404/)
    await stranger.goto('/complaints')
    await stranger.evaluate(() => {
        window.heard = []
        const stream = new EventSource('/api/stream')
        stream.addEventListener('presence', (e) => window.heard.push(e.data))
        return new Promise((done) => (stream.onopen = done))
    })
    const refused = await staff.engineering.client.send('PUT', '/presence', { subject_kind: 'complaint', subject_id: id, doing: 'viewing' })
    expectEqual(refused.status, 404, 'standing at a matter that one may not see')

    const other = await openAs('supervisor')
    await other.goto(`/complaints/${id}`)
    await other.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await one.getByText('陈国栋 也在看').waitFor(soon)
    await other.getByText('林晓芸 也在看').waitFor(soon)
    await one.keyboard.press('v')
    await one.getByRole('textbox', { name: '核实', exact: true }).fill('正在核实')
    await other.getByText('林晓芸 正在写').waitFor(soon)
    await one.getByRole('textbox', { name: '核实', exact: true }).fill('')
    await other.getByText('林晓芸 也在看').waitFor(soon)
    // One leaves the matter, then comes back and closes the whole window.
    await one.getByRole('link', { name: '客户档案' }).click()
    await other.getByText('林晓芸').filter({ hasText: '也在看' }).waitFor({ state: 'detached', ...soon })
    await one.goto(`/complaints/${id}`)
    await other.getByText('林晓芸 也在看').waitFor(soon)
    await one.close()
    await other.getByText('林晓芸 也在看').waitFor({ state: 'detached', ...soon })
    expect(!(await stranger.evaluate(() => window.heard.length)), 'somebody heard who stands at a matter that is not theirs to see')
}, { people: ['officer', 'supervisor', 'engineering'] })

story('a page is shown with one question to the server', async (scene) => {
    const { openAs, expect } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('supervisor')
    // What stands still for the whole session (who I am, categories, departments, views) is asked once, and who else is
    // here, the clock, and elsewhere than on Today the bell and the figure in the menu come beside; what is counted is what
    // a page waits for.
    const beside = /\/api\/(me|stream|clock|categories|departments|views|presence|drafts|staff|canned|lexicon)/
    for (const [path, heading] of [['/today', /陈国栋/], [`/complaints/${id}`, '厨房水管漏水'], ['/complaints', '投诉'], ['/daily-review', /审阅表/]]) {
        const asked = []
        const hear = (request) => request.url().includes('/api/') && !beside.test(request.url()) && !(path !== '/today' && request.url().includes('/api/today')) && asked.push(request.url().replace(/.*\/api/, ''))
        page.on('request', hear)
        await page.goto(path)
        await page.getByRole('heading', { level: 1, name: heading }).waitFor()
        await page.getByText('正在读取').first().waitFor({ state: 'detached' })
        if (path === '/today') await page.getByRole('region', { name: '最近的经过' }).getByRole('listitem').first().waitFor()
        await page.waitForTimeout(300)
        page.off('request', hear)
        expect(asked.length <= 1, `${path} asks ${asked.length} times: ${asked.join(' ')}`)
    }
}, { people: ['officer', 'supervisor'] })
