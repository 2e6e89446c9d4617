/** The part of the store that keeps settings. */
import type { PrismaClient } from '../../../prisma/generated/sqlite/client.ts'
import type { Store } from '../store.ts'

type Settings = Pick<Store, 'readSetting' | 'writeSetting' | 'listSettings' | 'deleteSetting'>

export function settingStore(prisma: PrismaClient): Settings {
  return {
    async readSetting(name) {
      return (await prisma.setting.findUnique({ where: { name } }))?.value ?? null
    },
    async writeSetting(name, value) {
      await prisma.setting.upsert({ where: { name }, create: { name, value }, update: { value } })
    },
    async listSettings(prefix) {
      const rows = await prisma.setting.findMany({
        where: { name: { gte: prefix, lt: `${prefix}\u{10ffff}` } },
        orderBy: { name: 'asc' },
      })
      return new Map(rows.map(({ name, value }) => [name, value]))
    },
    async deleteSetting(name, value) {
      return (await prisma.setting.deleteMany({ where: { name, value } })).count > 0
    },
  }
}
