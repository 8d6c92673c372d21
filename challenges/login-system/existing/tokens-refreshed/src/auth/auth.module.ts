import { forwardRef, Module } from "@nestjs/common";
import { ConfigService } from "@nestjs/config";
import { JwtModule } from "@nestjs/jwt";
import { TypeOrmModule } from "@nestjs/typeorm";
import { AccountsModule } from "../accounts/accounts.module";
import { AuthController } from "./auth.controller";
import { AuthService } from "./auth.service";
import { LoginTries } from "./login-tries";
import { RefreshToken } from "./refresh-token.entity";

@Module({
  imports: [
    TypeOrmModule.forFeature([RefreshToken]),
    JwtModule.registerAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        secret: config.getOrThrow<string>("JWT_SECRET"),
        signOptions: { algorithm: "HS256", expiresIn: "10m" },
        verifyOptions: { algorithms: ["HS256"] },
      }),
    }),
    forwardRef(() => AccountsModule),
  ],
  controllers: [AuthController],
  providers: [AuthService, LoginTries],
  exports: [JwtModule],
})
export class AuthModule {}
