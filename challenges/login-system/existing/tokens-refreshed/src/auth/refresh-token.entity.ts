import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** Each log-in is a family of tokens: every refresh uses one up and adds the next. */
@Entity("refresh_tokens")
export class RefreshToken {
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid")
  accountId: string;

  @Column("uuid")
  familyId: string;

  /** SHA-256, hexadecimal: what is stolen from the table opens nothing. */
  @Column({ type: "char", length: 64, unique: true })
  tokenHash: string;

  @Column("timestamptz")
  expiresAt: Date;

  @Column("timestamptz", { nullable: true })
  usedAt: Date | null;
}
