import { Module } from "@nestjs/common";
import { ConfigModule, ConfigService } from "@nestjs/config";
import { TypeOrmModule } from "@nestjs/typeorm";
import { AccountsModule } from "./accounts/accounts.module";
import { AuthModule } from "./auth/auth.module";
import { CreateAccounts1700000000000 } from "./migrations/1700000000000-create-accounts";

@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true }),
    TypeOrmModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        type: "postgres",
        url: config.getOrThrow<string>("DATABASE_URL"),
        autoLoadEntities: true,
        migrations: [CreateAccounts1700000000000],
        migrationsRun: true,
        poolSize: 10,
        connectTimeoutMS: 2_000,
        extra: { query_timeout: 3_000 },
      }),
    }),
    AuthModule,
    AccountsModule,
  ],
})
export class AppModule {}
