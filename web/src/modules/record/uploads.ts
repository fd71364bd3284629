// Photos and PDFs beside a complaint: sent one after the other, each with its own state, none lost by a failure.
import { reactive, toRaw } from 'vue'
import type { AttachmentView } from '../../api/types'
import { newKey, Problem, send } from '../../shared/api'
import { problemText } from '../../shared/i18n'

export const accepted = 'image/*,application/pdf'
export const largest = 10 * 1024 * 1024

export interface Upload {
  file: File
  name: string
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  trouble: string
  key: string
}

export async function sendFile(complaint: string, file: File, key: string): Promise<AttachmentView> {
  if (file.size > largest) throw new Problem(413, 'attachment.too-large')
  return await send<AttachmentView>('POST', `/complaints/${complaint}/attachments`, {
    query: { name: file.name },
    body: file,
    key,
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
  })
}

export function useUploads() {
  const uploads = reactive<Upload[]>([])
  const add = (files: Iterable<File>): void => {
    for (const file of files) uploads.push({ file, name: file.name, state: 'waiting', trouble: '', key: newKey() })
  }
  const remove = (upload: Upload): void => {
    uploads.splice(uploads.indexOf(upload), 1)
  }
  /** Sends what has not been sent; answers how many could not be. */
  async function sendAll(complaint: string): Promise<number> {
    for (const upload of uploads) {
      if (upload.state === 'sent' || upload.state === 'sending') continue
      upload.state = 'sending'
      try {
        await sendFile(complaint, toRaw(upload.file), upload.key)
        upload.state = 'sent'
      } catch (problem) {
        upload.state = 'failed'
        upload.trouble = problemText(problem)
        // After a refusal the same bytes under the same key would only hear it again.
        if (!(problem instanceof Problem && problem.unreachable)) upload.key = newKey()
      }
    }
    return uploads.filter((upload) => upload.state === 'failed').length
  }
  return { uploads, add, remove, sendAll }
}
