// From the poster in the lift to the supervisor's call, with a phone in one hand (D2, D4, F3, F4).
import { readFileSync } from 'node:fs'
import { story } from './harness.mjs'

const axe = readFileSync(new URL('../../web/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const grave = async (page) => {
    await page.addScriptTag({ content: axe })
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
    return violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => `${one.id}: ${one.nodes[0].html}`)
}
const office = { version: 0, address: '3栋一层客服中心', phone: '0756-8123456', hours: '8:30—18:00', web_address: '' }
const poster = async (scene) => {
    const { staff, server } = scene
    await staff.supervisor.client.put('/public-desk/office', office)
    const { code } = await staff.supervisor.client.post('/posters', { place_kind: 'site' })
    return { code, address: `${server.url}/s/${code}` }
}
const handIn = async (page, address, text) => {
    await page.goto(address)
    await page.getByRole('radio', { name: '报修' }).check({ force: true })
    await page.getByLabel('请说说情况').fill(text)
    await page.getByRole('button', { name: '提交', exact: true }).tap()
    await page.getByRole('heading', { name: '已经收到' }).waitFor()
}
const takeUp = async (scene) => {
    const desk = await scene.openAs('officer')
    await desk.goto('/public-desk')
    await desk.getByRole('button', { name: '受理', exact: true }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('类别').fill('漏水')
    await dialog.getByRole('listbox').getByRole('option').first().click()
    await dialog.getByRole('button', { name: '受理' }).click()
    await desk.getByText(/已受理，编号 BX/).waitFor()
    return desk
}

story('a resident complains by the poster, agrees to the answer, is let down all the same, and is called', async (scene) => {
    const { openAs, expect, staff } = scene
    const { address } = await poster(scene)
    const phone = await openAs(null, { phone: true })
    await phone.goto(address)
    await phone.getByText('0756-8123456').waitFor()
    await handIn(phone, address, '卫生间吊顶滴水，接水盆半天就满。')
    await phone.getByRole('button', { name: '查看进展' }).tap()
    await phone.getByRole('heading', { level: 1, name: '已收到，等待受理' }).waitFor()

    const desk = await takeUp(scene)
    await desk.getByText('没有等待受理的提交').waitFor()
    await phone.reload()
    await phone.getByRole('heading', { level: 1, name: '已受理，正在核实' }).waitFor()
    await phone.getByText('林晓芸').first().waitFor()
    await phone.getByLabel('补充情况').fill('楼下也漏了')
    await phone.getByRole('button', { name: '发送' }).tap()
    await phone.getByText('楼下也漏了').waitFor()

    const officer = staff.officer.client
    const { id } = (await officer.get('/complaints')).rows[0]
    const now = async () => (await officer.get(`/complaints/${id}`)).version
    expect((await officer.get(`/complaints/${id}`)).timeline.some((one) => one.event === 'complaint.customer_wrote'), 'the resident’s words stand with the matter')
    await officer.post(`/complaints/${id}/verification`, { version: await now(), substance: 'substantiated', finding: '内部：楼上地漏堵塞' })
    await officer.post(`/complaints/${id}/reports`, { version: await now(), to: 'department_director', text: '已核实' })
    await officer.post(`/complaints/${id}/answer`, { version: await now(), channel: 'message', text: '地漏已经疏通，明日复查。' })
    await phone.reload()
    await phone.getByText('地漏已经疏通，明日复查。').waitFor()
    expect(!(await phone.getByText('内部').count()), 'the finding is ours and stays inside')
    await phone.getByRole('button', { name: '同意', exact: true }).tap()
    await phone.getByText('您表示同意。').waitFor()
    await officer.post(`/complaints/${id}/closure`, { version: await now(), outcome: '已疏通' })
    await phone.reload()
    await phone.getByRole('heading', { level: 1, name: '已经办结' }).waitFor()
    await phone.getByRole('radio', { name: '不满意', exact: true }).check({ force: true })
    await phone.getByLabel('还想说什么').fill('等了一天')
    await phone.getByRole('button', { name: '提交评价' }).tap()
    await phone.getByText('您的评价：不满意').waitFor()

    const supervisor = await openAs('supervisor')
    await supervisor.goto('/satisfaction')
    await supervisor.getByRole('button', { name: '要致电 1 位' }).click()
    await supervisor.getByRole('button', { name: '记录致电' }).click()
    const dialog = supervisor.getByRole('dialog')
    await dialog.getByLabel('怎么说的').fill('已登门致歉')
    await dialog.getByRole('button', { name: '保存' }).click()
    await supervisor.getByRole('button', { name: '要致电 0 位' }).waitFor()
}, { people: ['officer', 'supervisor'] })

story('a mistake on the phone is said in place, nothing typed is lost, and a stranger’s link shows nothing', async (scene) => {
    const { openAs, expect, server } = scene
    const { address } = await poster(scene)
    const phone = await openAs(null, { phone: true })
    phone.allow(/422|404/)
    await phone.goto(address)
    await phone.getByLabel('手机号').fill('12')
    await phone.getByRole('button', { name: '提交', exact: true }).tap()
    await phone.getByText('请填写').waitFor()
    await phone.getByText('这不像电话号码').waitFor()
    expect((await phone.getByLabel('手机号').inputValue()) === '12', 'what was typed is still there')
    await phone.goto(`${server.url}/s/m#${'0'.repeat(32)}`)
    await phone.getByText('这里没有内容').waitFor()
    await phone.goto(`${server.url}/s/AAAAAAAAAA`)
    await phone.getByText('这里没有内容').waitFor()
}, { people: ['officer', 'supervisor'] })

story('the residents’ pages fit a phone in three languages and both themes, and axe has nothing grave to say', async (scene) => {
    const { openAs, expect, expectEqual } = scene
    const { address } = await poster(scene)
    for (const dark of [false, true]) {
        const phone = await openAs(null, { phone: true, dark, inspected: true })
        for (const [language, heading] of [['zh-Hans', '您有什么事？'], ['zh-Hant', '您有什麼事？'], ['en', 'What is it about?']]) {
            await phone.goto(address)
            await phone.getByRole('combobox').selectOption(language)
            await phone.getByRole('heading', { level: 1, name: heading }).waitFor()
            const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
            expect(wide <= 390, `the poster's page is ${wide} px wide in ${language}`)
            expectEqual(await grave(phone), [], `axe of the poster's page in ${language}`)
        }
        await phone.getByRole('combobox').selectOption('zh-Hans')
        await phone.getByRole('heading', { level: 1, name: '您有什么事？' }).waitFor()
        await handIn(phone, address, '电梯里的灯坏了')
        expectEqual(await grave(phone), [], 'axe of what was sent')
        await phone.getByRole('button', { name: '查看进展' }).tap()
        await phone.getByRole('heading', { level: 1, name: '已收到，等待受理' }).waitFor()
        expectEqual(await grave(phone), [], 'axe of the progress')
    }
}, { people: ['officer', 'supervisor'] })

story('a supervisor publishes the office, makes a poster and prints it; the rating link is shown once', async (scene) => {
    const { openAs, expect, expectEqual, staff } = scene
    const page = await openAs('supervisor', { inspected: true })
    await page.goto('/public-desk?tab=office')
    await page.getByLabel('投诉地点').fill('3栋一层客服中心')
    await page.getByLabel('投诉电话').fill('0756-8123456')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已公布').waitFor()
    await page.getByRole('button', { name: '海报' }).click()
    await page.getByRole('button', { name: '制作海报' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: '制作海报' }).click()
    await page.getByRole('link', { name: '打印' }).click()
    await page.getByRole('img').first().waitFor()
    await page.getByText('0756-8123456').waitFor()
    expect((await page.pdf({ format: 'A4', preferCSSPageSize: true })).length > 5000, 'the poster prints')
    expectEqual(await grave(page), [], 'axe of the poster')

    const officer = staff.officer.client
    const category = (await officer.get('/categories')).categories.find((one) => one.parent).id
    const { id } = await officer.post('/complaints', { kind: 'enquiry', source: 'phone', category, subject: '停车费', text: '停车费怎么算' })
    await officer.post(`/complaints/${id}/answer`, { version: 1, channel: 'phone', text: '按月收' })
    await officer.post(`/complaints/${id}/agreement`, { version: 2, agreement: 'agreed' })
    await officer.post(`/complaints/${id}/closure`, { version: 3, outcome: '已说明' })
    const desk = await openAs('officer')
    await desk.goto(`/complaints/${id}`)
    await desk.getByRole('button', { name: '生成评价链接' }).click()
    const message = await desk.getByLabel('发给客户的话').inputValue()
    const link = /http\S+#[0-9a-f]{32}/.exec(message)[0]
    const phone = await openAs(null, { phone: true })
    await phone.goto(link)
    await phone.getByRole('radio', { name: '满意', exact: true }).check({ force: true })
    await phone.getByRole('button', { name: '提交评价' }).tap()
    await phone.getByText('您的评价：满意').waitFor()
    await page.goto('/satisfaction')
    await page.getByRole('heading', { level: 1, name: '满意度' }).waitFor()
    await page.getByRole('button', { name: '1', exact: true }).first().click()
    await page.getByText('1 份').first().waitFor()
    expectEqual(await grave(page), [], 'axe of satisfaction')
}, { people: ['officer', 'supervisor'] })
