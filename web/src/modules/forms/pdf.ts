// A PDF of the server, opened in a tab of its own. The chosen site travels in a header, which a plain link cannot carry.
import { address, Problem, problemOf, siteInUse } from '../../shared/api'

async function fetched(path: string, query: object, name: string, type: string): Promise<string> {
  const reply = await fetch(address(path, query), { credentials: 'same-origin', headers: siteInUse() ? { 'Huiyin-Site': siteInUse() } : {} }).catch(() => {
    throw new Problem(0, 'unreachable')
  })
  if (!reply.ok) throw await problemOf(reply)
  const local = URL.createObjectURL(new File([await reply.blob()], name, { type }))
  setTimeout(() => URL.revokeObjectURL(local), 60_000)
  return local
}
function download(local: string, name: string): void {
  const link = document.createElement('a')
  link.href = local
  link.download = name
  link.click()
}

export async function openPdf(path: string, query: object, name: string): Promise<void> {
  const local = await fetched(path, query, `${name}.pdf`, 'application/pdf')
  // A pop-up that is blocked becomes a download.
  if (!window.open(local, '_blank')) download(local, `${name}.pdf`)
}
export async function saveWorkbook(path: string, query: object, name: string): Promise<void> {
  download(await fetched(path, query, `${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'), `${name}.xlsx`)
}
