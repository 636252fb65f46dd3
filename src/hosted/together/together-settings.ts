export { noSettings as togetherSettings } from '../no-settings.ts'
