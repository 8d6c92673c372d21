import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from "typeorm";

@Entity("accounts")
export class Account {
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column({ unique: true, length: 254 })
  email: string;

  @Column({ length: 255 })
  passwordHash: string;

  @Column({ length: 100, default: "" })
  displayName: string;

  @Column({ type: "text", default: "" })
  bio: string;

  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;
}
