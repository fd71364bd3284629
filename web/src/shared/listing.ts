// Whether the list of keys is open; dialogs that have the keyboard for themselves open it too.
import { ref } from 'vue'

export const listing = ref(false)
