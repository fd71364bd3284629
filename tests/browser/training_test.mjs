// From the plan to the certificate (C11, A4.3.2, A4.4.4): a newcomer is refused work, is trained, sits the exam on a phone, and
// is given work. And the case library without anybody's data (J10).
import { Client, expect, expectEqual, story } from './harness.mjs'
import { recordMatter } from './matters.mjs'

const answerAll = async (page) => {
    for (const group of await page.getByRole('group').all()) {
        const first = group.getByRole('radio')
        if (await first.count()) await group.getByText('三声', { exact: true }).or(group.getByText('错误', { exact: true })).first().click()
        else await group.getByRole('textbox').fill('先倾听，再致歉，记下要点')
    }
}

story('a newcomer is refused work, trained, examined on a phone, and then given work', async (scene) => {
    const { openAs, moveClockTo, staff, admin, server } = scene
    await moveClockTo('2026-11-24T09:00:00+08:00')
    const manager = await openAs('manager')
    await manager.goto('/training/courses')
    await manager.getByText(/A4\.4\.4尚未启用/).waitFor()
    await manager.getByRole('button', { name: '发布课程' }).click()
    const course = manager.getByRole('dialog')
    await course.getByRole('textbox', { name: '课程名称' }).fill('入职培训')
    await manager.keyboard.press('Control+Enter')
    await manager.getByText('生效中', { exact: true }).waitFor()
    await manager.goto('/training/coverage')
    await manager.getByRole('button', { name: /宽限中 1/ }).first().click()
    await manager.getByText('缺入职培训').first().waitFor()

    // Whoever was there before has grace; whoever comes now is refused, with the clause and the way out.
    const made = await admin.post('/staff', { name: '唐子琪', login: 'tang', department: scene.departments['客户服务中心'], posts: [{ post: 'service_officer', site: scene.site, department: scene.departments['客户服务中心'] }] })
    const client = new Client(server.url)
    await client.signIn('tang', made.one_time_password)
    staff.newcomer = { id: made.id, name: '唐子琪', login: 'tang', client }
    const matter = await recordMatter(scene)
    const assign = (id) => staff.supervisor.client.send('POST', `/complaints/${matter.id}/assignment`, { version: matter.version, responsible: id })
    const refused = await assign(made.id)
    expectEqual([refused.status, refused.body.code, refused.body.clause], [409, 'qualification.missing', 'A4.4.4'], 'giving work to a newcomer')

    // The bank and the rule, by the supervisor.
    const desk = await openAs('supervisor')
    await desk.goto('/training/questions')
    for (const text of ['电话铃响几声内接听？', '多久内到前台招呼住户？']) {
        await desk.getByRole('button', { name: '新增考题' }).click()
        const dialog = desk.getByRole('dialog')
        await dialog.getByRole('textbox', { name: '题目' }).fill(text)
        for (const [n, option] of ['三声', '五声', '八声'].entries()) await dialog.getByRole('textbox', { name: `选项${n + 1}`, exact: true }).fill(option)
        await dialog.getByRole('radio', { name: '选项1正确' }).check()
        await desk.keyboard.press('Control+Enter')
        await dialog.waitFor({ state: 'detached' })
    }
    await desk.getByRole('button', { name: '新增考题' }).click()
    await desk.getByRole('dialog').getByRole('combobox', { name: '题型' }).selectOption('short_answer')
    await desk.getByRole('dialog').getByRole('textbox', { name: '题目' }).fill('客户情绪激动时怎样应对？')
    await desk.getByRole('dialog').getByRole('textbox', { name: '评分要点' }).fill('倾听、致歉、记录')
    await desk.keyboard.press('Control+Enter')
    await desk.getByRole('dialog').waitFor({ state: 'detached' })
    const single = desk.getByRole('group', { name: /^单选/ })
    await single.getByRole('textbox', { name: '题数' }).fill('2')
    await single.getByRole('textbox', { name: '每题分' }).fill('30')
    const written = desk.getByRole('group', { name: /^简答/ })
    await written.getByRole('textbox', { name: '题数' }).fill('1')
    await written.getByRole('textbox', { name: '每题分' }).fill('40')
    await desk.getByText('理论合计100分').waitFor()
    await desk.getByRole('button', { name: '保存规则' }).click()
    await desk.getByText('还没有组卷规则').waitFor({ state: 'detached' })

    // A plan; nothing is held before the director has approved (C11).
    await desk.goto('/training/plans')
    await desk.getByRole('button', { name: '提交计划' }).click()
    const plan = desk.getByRole('dialog')
    await plan.getByRole('combobox', { name: '课程' }).selectOption({ label: '入职培训' })
    await desk.keyboard.press('Control+Enter')
    await desk.getByText('待审批', { exact: true }).waitFor()
    expect((await desk.getByRole('button', { name: '安排培训' }).count()) === 0, 'a session is offered before the approval')
    const director = await openAs('director')
    await director.goto('/training/plans')
    await director.getByRole('button', { name: '批准' }).click()
    await director.getByText('已批准', { exact: true }).waitFor()

    await desk.reload()
    await desk.getByRole('button', { name: '安排培训' }).click()
    const session = desk.getByRole('dialog')
    await session.getByRole('textbox', { name: '地点' }).fill('二楼会议室')
    await session.getByLabel('开始', { exact: true }).fill('2026-11-25T14:00')
    await session.getByLabel('结束', { exact: true }).fill('2026-11-25T16:00')
    await session.getByRole('checkbox', { name: /唐子琪/ }).check()
    await desk.keyboard.press('Control+Enter')
    await desk.getByRole('heading', { level: 1, name: '入职培训' }).waitFor()
    const place = new URL(desk.url()).pathname

    await moveClockTo('2026-11-25T14:05:00+08:00')
    const phone = await openAs('newcomer', { phone: true })
    await phone.goto('/training')
    await phone.getByRole('link', { name: /二楼会议室/ }).click()
    await phone.getByRole('button', { name: '签到' }).click()
    await phone.getByText('您已签到。').waitFor()
    await moveClockTo('2026-11-25T16:00:00+08:00')
    await desk.goto(place)
    await desk.getByRole('button', { name: '确认1人出席并结束' }).click()
    await desk.getByText('已确认出席').waitFor()

    // The exam on the phone: kept while it is written, handed in once.
    await phone.goto('/training')
    await phone.getByRole('link', { name: /入职培训.*待考/ }).click()
    await phone.getByRole('button', { name: '开始考试' }).click()
    await phone.getByRole('timer').getByText('剩余').waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the paper is wider than the phone')
    await answerAll(phone)
    await phone.getByText('已保存', { exact: true }).waitFor()
    await phone.getByRole('button', { name: '交卷' }).click()
    await phone.getByRole('button', { name: '确定交卷' }).click()
    await phone.getByText('已交卷，简答题等待评分。').waitFor()
    const exam = new URL(phone.url()).pathname.split('/').pop()
    const twice = await client.send('POST', `/exams/${exam}/submission`, { answers: [] })
    expectEqual([twice.status, twice.body.code, twice.body.clause], [409, 'exam.submitted-already', 'A4.3.2'], 'handing in twice')

    await desk.goto(`/training/exams/${exam}`)
    await desk.getByRole('textbox', { name: /^得分/ }).fill('35')
    await desk.getByText('理论合计95分').waitFor()
    await desk.getByRole('button', { name: '提交评分' }).click()
    await desk.getByText(/ZS20261125-0001/).waitFor()
    await desk.getByText(/结果一致/).waitFor()
    await phone.goto('/training')
    await phone.getByText('ZS20261125-0001').waitFor()

    const given = await assign(made.id)
    expectEqual(given.status < 300, true, 'work for somebody qualified')
    const { clauses } = await staff.director.client.get('/compliance')
    const counted = clauses.find((c) => c.clause === 'A4.4.4')
    expect(counted.refused === 1 && counted.passed >= 2, `the gate is counted: ${JSON.stringify(counted)}`)
}, { people: ['officer', 'supervisor', 'manager', 'director'] })

story('a case is drawn without anybody’s data and published by a second person', async (scene) => {
    const { openAs, staff } = scene
    const matter = await recordMatter(scene, { text: '李文博说3栋1204厨房漏水，电话13800138000' })
    const { client } = staff.officer
    const step = async (noun, body) => client.post(`/complaints/${matter.id}/${noun}`, { version: (await client.get(`/complaints/${matter.id}`)).version, ...body })
    await step('verification', { substance: 'substantiated', finding: '接头老化', cause: '接头老化' })
    await step('reports', { to: 'department_director', text: '接头老化' })
    await step('answer', { channel: 'phone', text: '已致电李文博，换了接头' })
    await step('agreement', { agreement: 'agreed' })
    await step('closure', { outcome: '已换新接头' })
    const desk = await openAs('supervisor')
    await desk.goto('/training/cases')
    await desk.getByRole('button', { name: '摘录' }).click()
    await desk.getByRole('button', { name: '编辑案例' }).click()
    const dialog = desk.getByRole('dialog')
    const situation = await dialog.getByRole('textbox', { name: '经过' }).inputValue()
    for (const gone of ['李文博', '1204', '13800138000']) expect(!situation.includes(gone), `${gone} stands in the case: ${situation}`)
    await dialog.getByRole('textbox', { name: '启示' }).fill('先止水，再约时间')
    await desk.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    expect((await desk.getByRole('button', { name: '审阅并发布' }).count()) === 0, 'whoever wrote it may publish it')
    const manager = await openAs('manager')
    await manager.goto('/training/cases')
    await manager.getByRole('button', { name: '审阅并发布' }).click()
    await manager.getByText('待审阅').waitFor({ state: 'detached' })
    const officer = await openAs('officer')
    await officer.goto('/training/cases')
    await officer.getByText('先止水，再约时间').waitFor()
}, { people: ['officer', 'supervisor', 'manager'] })
