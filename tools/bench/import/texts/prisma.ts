/** A schema of Prisma with so many models, each with eleven fields and two relations. */
export function prismaOf(models: number): string {
  const head =
    'datasource db {\n  provider = "postgresql"\n}\n\nenum OrderStatus {\n  new\n  open\n  done\n}';
  return [head, ...Array.from({ length: models }, (_, index) => model(index, models)), ''].join('\n\n');
}

const model = (index: number, models: number): string => `/// Number ${index} of the models.
model Order${index} {
  id        BigInt      @id @default(autoincrement())
  /// What people say on the telephone.
  code      String      @unique @db.VarChar(40)
  title     String      @default("")
  status    OrderStatus @default(new)
  total     Decimal     @default(0) @db.Decimal(12, 2)
  quantity  Int?        @default(1)
  isOpen    Boolean     @default(true) @map("is_open")
  details   Json?
  createdAt DateTime    @default(now()) @map("created_at") @db.Timestamptz(6)
  parentId  BigInt?     @map("parent_id")
  nextId    BigInt?     @map("next_id")
  parent    Order${index}?  @relation("Parent${index}", fields: [parentId], references: [id], onDelete: Cascade)
  children  Order${index}[] @relation("Parent${index}")
  next      Order${(index + 1) % models}?  @relation("Next${index}", fields: [nextId], references: [id])
  previous  Order${(index + models - 1) % models}[] @relation("Next${(index + models - 1) % models}")

  @@index([createdAt(sort: Desc), status])
  @@map("orders_${index}")
}`;
