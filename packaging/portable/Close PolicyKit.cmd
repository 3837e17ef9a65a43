@echo off
title Close PolicyKit
chcp 65001 >nul
"%~dp0python\python.exe" -X utf8 "%~dp0lib\policykit_launcher.py" --close
if errorlevel 1 pause
