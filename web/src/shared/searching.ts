// The search box can be opened from anywhere (/ or Ctrl K); the shell shows it.
import { ref } from 'vue'
export const searching = ref(false)
