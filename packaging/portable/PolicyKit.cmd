@echo off
title PolicyKit
chcp 65001 >nul
"%~dp0python\python.exe" -X utf8 "%~dp0lib\policykit_launcher.py" %*
if errorlevel 1 pause
