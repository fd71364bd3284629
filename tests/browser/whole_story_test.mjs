// One complaint from verifying to the call three days after closing, all through the page.
import { story } from './harness.mjs'
import { clockOf, recordMatter, write } from './matters.mjs'

story('a complaint is seen through until the customer has been called back and the sheet is signed', async (scene) => {
    const { openAs, expect, moveClockTo } = scene
    const { id } = await recordMatter(scene)
    const page = await openAs('officer')
    await page.goto(`/complaints/${id}`)
    await page.getByRole('heading', { level: 1, name: '厨房水管漏水' }).waitFor()
    const act = async (name) => {
        const bar = page.getByRole('group', { name: '可以做的事' })
        const front = bar.getByRole('button', { name })
        if (await front.count()) return front.click()
        await bar.getByRole('button', { name: '更多' }).click()
        await bar.getByRole('menuitem', { name }).click()
    }
    const save = (name) => page.getByRole('dialog').getByRole('button', { name }).click()

    await write(page, '核实', '接口老化，水从接口滴下。')
    await page.keyboard.press('Control+Enter')
    await clockOf(page, 'D4').getByText(/提前|按时/).waitFor()

    await act('报告')
    await page.getByRole('dialog', { name: '报告' }).getByLabel('内容').fill('已核实，请工程部今天处理。')
    await save('报告')
    await clockOf(page, 'D5').getByText(/提前|按时/).waitFor()

    await write(page, '约定答复', '修好后回电')
    await page.getByRole('button', { name: '2 小时后' }).click()
    await page.getByRole('textbox', { name: '约定答复', exact: true }).press('Control+Enter')
    await clockOf(page, 'D13').getByText(/10:30/).waitFor()

    // A promise moves only with a reason, and the first time stays in sight.
    await write(page, '约定答复', '配件到后修好再回电')
    await page.getByRole('button', { name: '今天 18:00' }).click()
    await page.getByRole('textbox', { name: '约定答复', exact: true }).press('Control+Enter')
    await page.getByText('必填。').first().waitFor()
    await page.getByLabel('改约原因').fill('配件下午才到')
    await page.getByRole('textbox', { name: '约定答复', exact: true }).press('Control+Enter')
    await clockOf(page, 'D13').getByText(/18:00/).waitFor()
    await clockOf(page, 'D13').getByText(/原定/).waitFor()

    await act('办结')
    const refused = page.getByRole('dialog', { name: '办结' })
    await refused.getByText(/（D\d+）/).waitFor()
    await refused.getByText('D16', { exact: true }).waitFor()
    expect(!(await refused.getByLabel('办理结果').count()), 'closing is offered although something is owed')
    await refused.getByRole('button', { name: '取消' }).click()

    await write(page, '答复客户', '接口已换新，请您留意两天。')
    await page.keyboard.press('Control+Enter')
    await clockOf(page, 'D13').getByText(/提前|按时/).waitFor()
    await act('客户意见')
    await save('保存')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await act('办结')
    const closing = page.getByRole('dialog', { name: '办结' })
    await closing.getByLabel('办理结果').fill('更换接口，客户满意。')
    await closing.getByRole('radio', { name: '留在这里' }).check()
    await save('办结')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await clockOf(page, 'D11').getByText(/11-27 00:00|11-26 24:00/).first().waitFor()

    await moveClockTo('2026-11-25T10:00:00+08:00')
    await page.goto('/')
    await page.getByRole('link', { name: /记录回访/ }).click()
    page.allow(/422/) // a point without an owner's time is refused once
    // One question at a time, answered by digits.
    await page.getByText('HF20261123-0001').first().waitFor()
    await page.getByText(/现在方便吗/).waitFor()
    await page.keyboard.press('1')
    await page.getByText(/满意吗/).waitFor()
    await page.keyboard.press('2')
    await page.getByLabel('客户的话').fill('没有再漏，谢谢。楼道灯不亮。')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '添加一条' }).click()
    await page.getByLabel('客户提了什么').fill('楼道灯不亮')
    await page.keyboard.press('Control+Enter')
    await page.getByText('必填。').first().waitFor()
    await page.getByRole('button', { name: '今天 18:00' }).click()
    // What was typed outlives a reload.
    await page.reload()
    await page.getByRole('button', { name: /已接通/ }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText('基本满意', { exact: true }).waitFor()
    const points = page.getByRole('region', { name: '客户所提' })
    await points.getByText('待答复').waitFor()

    const manager = await openAs('manager')
    await manager.goto('/promises?state=about_to_break')
    await manager.getByRole('link', { name: '楼道灯不亮' }).click()
    await manager.getByRole('button', { name: '签字' }).waitFor()
    await manager.keyboard.press('s')
    await manager.getByText(/还有 1 条意见没有答复/).waitFor()

    await points.getByRole('button', { name: '答复' }).click()
    const answering = page.getByRole('dialog', { name: '答复客户' })
    await answering.getByLabel('告诉客户的话').fill('灯已换好，今晚请您看看。')
    await page.keyboard.press('Control+Enter')
    await points.getByText('已答复', { exact: true }).waitFor()

    // The manager's page hears of it; she signs what she reads.
    await manager.getByText('灯已换好，今晚请您看看。').waitFor()
    await manager.getByRole('button', { name: '签字' }).click()
    await manager.getByRole('dialog', { name: '签署回访单' }).getByRole('button', { name: '签字' }).click()
    await manager.getByText('签字有效').waitFor()

    // An edit voids the signature, once the officer's page has heard of it.
    await page.getByText('签字有效').waitFor()
    await page.getByRole('button', { name: '更正' }).click()
    const correcting = page.getByRole('dialog', { name: '更正回访内容' })
    await correcting.getByLabel('客户的话').fill('没有再漏，谢谢。')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/作废：更正了内容/).waitFor()
    await manager.getByText(/作废：更正了内容/).waitFor()

    await page.goto(`/complaints/${id}`)
    await clockOf(page, 'D11').getByText(/提前|按时/).waitFor()
    // The call is made; the sheet stays at hand under the matter's address.
    await page.goto(`/complaints/${id}/follow-up`)
    await page.getByText('HF20261123-0001').first().waitFor()
}, { people: ['officer', 'manager'] })
