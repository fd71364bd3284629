// Words to customers: what is never said is marked while it is typed, held back on sending, and reviewed when it goes out
// all the same (F5.1); the guide beside the record form (J1–J8); canned answers by one key.
import { story } from './harness.mjs'
import { openToday, recordMatter } from './matters.mjs'

const verified = async (scene) => {
    const made = await recordMatter(scene)
    const { client } = scene.staff.officer
    await client.post(`/complaints/${made.id}/verification`, { version: 1, substance: 'substantiated', finding: '接口老化' })
    return made
}

story('a forbidden phrase is marked while it is typed, replaced by one key, and needs a reason to go out', async (scene) => {
    const { openAs, expect, expectEqual } = scene
    const { id } = await verified(scene)
    const page = await openAs('officer')
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    page.allow(/409/)
    await page.keyboard.press('r')
    await page.keyboard.type('您好，外墙的事我 们 不 管。')
    const hits = page.getByRole('status', { name: '不能对客户说的话' })
    await hits.getByText('F5.1', { exact: true }).waitFor()
    await hits.getByText(/不在自己的职权范围内/).waitFor()
    await page.keyboard.press('Control+.')
    const box = page.getByRole('textbox', { name: '答复客户', exact: true })
    await page.waitForFunction(() => document.activeElement?.value?.includes('替您联系'))
    await hits.waitFor({ state: 'detached' })
    expect(!(await box.inputValue()).includes('不 管'), 'the phrase is still there after it was replaced')

    // Ordinary words pass; a real one is held back with the place for its reason.
    await box.fill('我们不管多晚都会来。您随便。')
    await hits.getByText('您随便', { exact: true }).waitFor()
    expectEqual(await hits.getByRole('listitem').count(), 1, 'the ordinary sentence was marked too')
    await page.keyboard.press('Control+Enter')
    const reason = page.getByRole('textbox', { name: /仍要这样说的理由/ })
    await reason.waitFor()
    await reason.fill('客户来电原话，需照录')
    await reason.press('Control+Enter')
    await page.getByText('说明理由后发出了含禁用语的话。').waitFor()

    const manager = await openAs('manager')
    manager.allow(/422/)
    await manager.goto('/wording')
    await manager.getByText('客户来电原话，需照录').waitFor()
    await manager.getByRole('button', { name: /^提醒改进/ }).click()
    await manager.getByText('必填', { exact: false }).first().waitFor()
    await manager.getByRole('textbox', { name: /复核意见/ }).fill('请改说：谢谢您的意见，我替您记下')
    await manager.getByRole('button', { name: /^提醒改进/ }).click()
    await manager.getByText('没有待复核的用语。').waitFor()
    await manager.getByRole('button', { name: /已提醒 1/ }).click()
    await manager.getByText(/我替您记下/).waitFor()
}, { people: ['officer', 'manager'] })

story('a canned answer is found by its initials and filled in for the matter', async (scene) => {
    const { openAs, expect } = scene
    const { id, number } = await verified(scene)
    const page = await openAs('officer')
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await page.keyboard.press(';')
    const find = page.getByRole('combobox', { name: '名称或拼音首字母' })
    await find.waitFor()
    await page.keyboard.type('ysl')
    await page.getByRole('option', { name: /已受理/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForFunction((wanted) => document.activeElement?.value?.includes(wanted), number)
    // Inside words the sign is only a sign.
    await page.keyboard.type('a;')
    expect((await page.getByRole('textbox', { name: '答复客户', exact: true }).inputValue()).endsWith('a;'), 'the sign was taken for the picker')
}, { people: ['officer'] })

story('the guide proposes by the stage of the conversation, and what was used stands in the timeline', async (scene) => {
    const { openAs } = scene
    const page = await openAs('officer')
    await openToday(page)
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: '登记' })
    const guide = form.getByRole('region', { name: '问法提示' })
    await guide.getByText('D17', { exact: true }).waitFor()
    await page.keyboard.press('F9')
    await page.keyboard.type('lwb')
    await form.getByRole('option', { name: /1204/ }).waitFor()
    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: '换一户' }).waitFor()
    await guide.getByText('D18', { exact: true }).waitFor()
    await page.keyboard.press('F9')
    await guide.getByText('I3.1', { exact: true }).waitFor()
    await page.keyboard.press('F9')
    await guide.getByText('J7', { exact: true }).waitFor()
    await page.keyboard.press('F9')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('漏水')
    await form.getByRole('option', { name: '漏水渗水' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('厨房水管漏水')
    await guide.getByText('J4', { exact: true }).waitFor()
    await guide.getByText(/水量大概有多大/).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('水管接口一直滴水')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    await page.getByText(/用过的问法 问好、耐心倾听、致歉、开放式/).waitFor()
}, { people: ['officer'] })
